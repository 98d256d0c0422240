import type { CaseSummary } from '@gridward/contract';
import { useFormat, useT } from '../platform/language.tsx';
import { useNow } from '../platform/now.ts';
import { LAMP_SHAPES } from './lamp-shapes.ts';

type Clock = NonNullable<CaseSummary['clock']>;
type LampColour = Clock['lamp'];

/** The clock's colour with its shape; the word stands beside it or is read aloud. */
export function Lamp({ lamp, bare = false }: { readonly lamp: LampColour; readonly bare?: boolean }) {
  const t = useT();
  const word = t(`lamp.${lamp}`);
  return (
    <span className={`lamp lamp-${lamp}`}>
      <svg viewBox="0 0 16 16" aria-hidden={!bare} role={bare ? 'img' : undefined} aria-label={bare ? word : undefined}>
        <path d={LAMP_SHAPES[lamp]} />
      </svg>
      {bare ? null : word}
    </span>
  );
}

const unitOf = (clock: Clock): 'UM' | 'UH' | 'WH' | 'WD' | 'UD' | null =>
  clock.unit === 'UM' || clock.unit === 'UH' || clock.unit === 'WH' || clock.unit === 'WD' || clock.unit === 'UD'
    ? clock.unit
    : null;

/** What is left on the limit's own clock, or by how much it is over. */
export function ClockText({ clock }: { readonly clock: Clock }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const dueAt = Date.parse(clock.dueAt);
  const exact = t('case.dueAt', { at: format.dateTime(dueAt) });
  return (
    <time dateTime={clock.dueAt} title={exact} className={`clock-text clock-${clock.lamp}`}>
      {clock.lamp === 'grey' ? t('case.pausedUntil', { at: format.date(dueAt) }) : leftOrOver(clock, dueAt, now)}
    </time>
  );

  function leftOrOver(running: Clock, due: number, at: number): string {
    const leftMs = running.remainingMs ?? due - at;
    const amount = format.amount(Math.abs(leftMs), running.remainingMs === null ? null : unitOf(running));
    return leftMs >= 0 && running.lamp !== 'red' ? t('case.left', { amount }) : t('case.over', { amount });
  }
}

/** Lamp and time together; what a row of a list shows. */
export function ClockCell({ clock }: { readonly clock: Clock | null }) {
  const t = useT();
  if (clock === null) return <span className="quiet">{t('case.noClock')}</span>;
  return (
    <span className="clock-cell">
      <Lamp lamp={clock.lamp} bare />
      <ClockText clock={clock} />
    </span>
  );
}
