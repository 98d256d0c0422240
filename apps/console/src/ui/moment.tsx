import { DAY_MS } from '@gridward/core';
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

/**
 * A moment as people speak of it: how long ago, exact on hover and in print. Beyond a day the clock and the calendar say
 * more than "yesterday", which by midnight means another day than by 24 hours: then it is exact, and relative on hover.
 */
export function Moment({ at }: { readonly at: string }) {
  const format = useFormat();
  const now = useNow();
  const instant = Date.parse(at);
  if (Math.abs(now - instant) >= DAY_MS) return <ExactMoment at={at} />;
  return (
    <time dateTime={at} title={format.dateTime(instant)} className="figures">
      <span className="screen-only">{format.relative(instant, now)}</span>
      <span className="print-only">{format.shortDateTime(instant, now)}</span>
    </time>
  );
}
