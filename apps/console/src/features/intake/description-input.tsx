import { TEXT_LIMITS } from '@gridward/contract';
import { mendPasted } from '@gridward/core';
import { Input } from 'antd';
import { useState, type ClipboardEvent } from 'react';
import { useT } from '../../platform/language.tsx';

/** Shorter pieces are words that somebody moves about. */
const LONG_PASTE = 40;

interface DescriptionInputProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (text: string) => void;
}

/** Large text; what is pasted is kept whole, with its spaces mended. */
export function DescriptionInput({ id, value = '', onChange }: DescriptionInputProps) {
  const t = useT();
  const [pasted, setPasted] = useState<number | null>(null);
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const text = event.clipboardData.getData('text/plain');
    if (text.length < LONG_PASTE && !/\s/u.test(text)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const mended = mendPasted(text);
    onChange?.(value.slice(0, selectionStart) + mended + value.slice(selectionEnd));
    setPasted(mended.length);
  };
  return (
    <>
      <Input.TextArea
        id={id}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        onPaste={onPaste}
        autoSize={{ minRows: 3, maxRows: 12 }}
        count={{ show: true, max: TEXT_LIMITS.description }}
        autoFocus
        className="large-text"
      />
      <span className="quiet" aria-live="polite">
        {pasted === null ? null : t('desk.mended', { count: pasted })}
      </span>
    </>
  );
}
