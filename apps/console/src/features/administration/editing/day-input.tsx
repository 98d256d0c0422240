import { DatePicker } from 'antd';

interface DayInputProps {
  readonly id?: string;
  readonly onChange?: (day: string) => void;
}

/** A civil day, `YYYY-MM-DD`; empty until one is chosen. */
export function DayInput({ id, onChange }: DayInputProps) {
  return (
    <DatePicker id={id} style={{ width: '100%' }} onChange={(_, text) => onChange?.(typeof text === 'string' ? text : '')} />
  );
}
