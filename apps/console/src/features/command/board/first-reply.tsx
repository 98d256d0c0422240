import type { CommandBoard } from '@gridward/contract';
import { useFormat, useT } from '../../../platform/language.tsx';

/** How long a reporter waits for a person. The fraction stands beside it, so that silence is seen as well. */
export function FirstReply({ firstReply }: { readonly firstReply: CommandBoard['firstReply'] }) {
  const t = useT();
  const format = useFormat();
  const { days, reports, replied, medianMs } = firstReply;
  return (
    <section className="section" aria-labelledby="board-reply">
      <h2 id="board-reply">{t('board.firstReply')}</h2>
      <p>
        <strong className="figures">
          {medianMs === null
            ? t('board.firstReplyNone', { days })
            : t('board.firstReplyMedian', { amount: format.amount(medianMs, null) })}
        </strong>
      </p>
      <p className="quiet">{t('board.firstReplyOf', { days, reports, replied })}</p>
    </section>
  );
}
