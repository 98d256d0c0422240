import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface DayInputProps {
  readonly id?: string;
  /** A civil day, `YYYY-MM-DD`; empty until one is chosen. */
  readonly value?: string;
  readonly label?: string;
  /** The last day that can be chosen. */
  readonly last?: string;
  readonly onChange?: (day: string) => void;
}

/** A civil day in the language of the page, typed or chosen. */
export function DayInput({ id, value = '', label, last, onChange }: DayInputProps) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      value={value === '' ? null : dayjs(value)}
      style={{ width: '100%' }}
      {...(last === undefined ? {} : { maxDate: dayjs(last) })}
      onChange={(_, text) => onChange?.(typeof text === 'string' ? text : '')}
    />
  );
}
