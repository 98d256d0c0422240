import { Input } from 'antd';
import { useLanguage } from '../../platform/language.tsx';
import { useNow } from '../../platform/now.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { momentOf, occurredFrom, textOf, timeOfDay, type Occurred } from './occurred.ts';

interface OccurredInputProps {
  readonly id?: string;
  /** Both fields in one text, as the draft keeps them. */
  readonly value?: string;
  readonly onChange?: (text: string) => void;
  /** Both fields can be looked at: the time was left, or nothing is missing between them any more. */
  readonly onBlur?: () => void;
}

/** Reads what was filled in against the clock of the deployment, at the moment of asking. */
export function useOccurredAt(): (text: string) => ReturnType<typeof momentOf> {
  const { format } = useLanguage();
  return (text) => {
    const at = Date.now();
    return momentOf(occurredFrom(text), { at, day: format.date(at), timeZone: format.timeZone });
  };
}

/** The rule of this field: what is filled in is a moment that has passed, or nothing. */
export function useOccurredRule() {
  const { t } = useLanguage();
  const occurredAt = useOccurredAt();
  return {
    validator: (_rule: unknown, text: string): Promise<void> => {
      const occurred = occurredAt(text);
      return 'fault' in occurred ? Promise.reject(new Error(t(`desk.whenFault.${occurred.fault}`))) : Promise.resolve();
    },
  };
}

/** A day from the calendar and a time that is typed, in the language of the page on every computer. */
export function OccurredInput({ id, value = '', onChange, onBlur }: OccurredInputProps) {
  const { t, format } = useLanguage();
  const today = format.date(useNow());
  const occurred = occurredFrom(value);
  const change = (part: Partial<Occurred>): void => onChange?.(textOf({ ...occurred, ...part }));
  return (
    <div className="occurred-input">
      <DayInput
        id={id}
        value={occurred.day}
        last={today}
        onChange={(day) => {
          change({ day });
          // Who has only chosen the day is on the way to the time.
          if (day === '' || occurred.time !== '') onBlur?.();
        }}
      />
      <Input
        className="figures"
        aria-label={t('desk.whenTime')}
        placeholder={t('desk.whenExample')}
        value={occurred.time}
        maxLength={12}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => change({ time: event.target.value })}
        onBlur={() => {
          change({ time: timeOfDay(occurred.time) ?? occurred.time });
          onBlur?.();
        }}
      />
    </div>
  );
}
