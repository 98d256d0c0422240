import { useT } from '../../platform/language.tsx';
import type { Told } from './news.ts';
import '../../styles/live.css';

/** On a row: who has just taken or moved the case. */
export function RowNews({ told }: { readonly told: Told }) {
  const t = useT();
  if (told.kind === 'gone') return <span className="row-news">{t('live.gone')}</span>;
  const person = told.by?.name ?? t('live.platform');
  return (
    <span className="row-news">
      {told.verb === 'take' ? t('live.taken', { person }) : t('live.moved', { person, verb: t.word('verb', told.verb) })}
    </span>
  );
}
