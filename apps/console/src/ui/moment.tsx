import { useFormat } from '../platform/language.tsx';
import { useNow } from '../platform/now.ts';

/** A moment, exact, without the year when it is this one. */
export function ExactMoment({ at }: { readonly at: string }) {
  const format = useFormat();
  const now = useNow();
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={format.relative(instant, now)} className="figures">
      {format.shortDateTime(instant, now)}
    </time>
  );
}
