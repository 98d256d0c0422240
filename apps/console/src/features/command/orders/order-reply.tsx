import { useFormat, useT } from '../../../platform/language.tsx';

interface OrderReplyProps {
  readonly order: {
    readonly unit: { readonly name: string };
    readonly repliedAt: string | null;
    readonly repliedBy: { readonly name: string } | null;
    readonly reply: string | null;
  };
}

/** Who answered an order of supervision, when, and in which words; nothing as long as nobody has. */
export function OrderReply({ order: { unit, repliedAt, repliedBy, reply } }: OrderReplyProps) {
  const t = useT();
  const format = useFormat();
  if (repliedAt === null) return null;
  const at = format.dateTime(Date.parse(repliedAt));
  return (
    <p>
      <span className="quiet">{t.pair(t('supervision.replied', { person: repliedBy?.name ?? unit.name, at }), '')}</span>
      {reply}
    </p>
  );
}
