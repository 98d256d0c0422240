import './long-text.css';
import { Input } from 'antd';
import type { Translator } from '@gridward/i18n';
import { useT } from '../platform/language.tsx';

/** From here on the count is shown: before, nobody comes near the end. */
const NEAR = 0.8;

/** How many characters are too many; the server does not count the spaces around a text. */
export const lettersOver = (text: string | undefined, max: number): number => Math.max(0, (text ?? '').trim().length - max);

/** The rule of a long text: what is too long is said and not sent, and never cut off. */
export const lengthRule = (t: Translator, max: number) => ({
  validator: (_rule: unknown, text: string | undefined): Promise<void> => {
    const over = lettersOver(text, max);
    return over === 0 ? Promise.resolve() : Promise.reject(new Error(t('form.tooLong', { max, over })));
  },
});

/** The same below a text that is in no form of rules. */
export function TooLong({ text, max }: { readonly text: string; readonly max: number }) {
  const t = useT();
  const over = lettersOver(text, max);
  return (
    <span className="too-long" role="alert">
      {over === 0 ? null : t('form.tooLong', { max, over })}
    </span>
  );
}

interface LongTextProps {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
  readonly value?: string;
  readonly onChange?: (text: string) => void;
  /** As much as the server takes. */
  readonly max: number;
  readonly minRows?: number;
  readonly maxRows?: number;
  readonly autoFocus?: boolean;
}

/** A text of some lines that takes in whatever is pasted, and counts when it comes near its end. */
export function LongText({ value = '', onChange, max, minRows = 3, maxRows = 10, ...rest }: LongTextProps) {
  const isNear = (count: number): boolean => count >= max * NEAR;
  return (
    <Input.TextArea
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      autoSize={{ minRows, maxRows }}
      count={{ max, show: ({ count }) => (isNear(count) ? `${count} / ${max}` : '') }}
      className={isNear(value.length) ? 'long-text is-counted' : 'long-text'}
    />
  );
}
