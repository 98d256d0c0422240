import { useId, useState } from 'react';
import { useT } from '../platform/language.tsx';

interface FileChoiceProps {
  readonly label: string;
  /** As of the attribute: `.csv,.xlsx`. */
  readonly accept: string;
  readonly onChoose: (file: File) => void;
}

/** One file from this computer. The browser's own field speaks the language of the browser, and not that of the page. */
export function FileChoice({ label, accept, onChoose }: FileChoiceProps) {
  const t = useT();
  const nameId = useId();
  const [name, setName] = useState<string>();
  return (
    <span className="file-choice">
      <label>
        {label}
        <input
          type="file"
          className="sr-only"
          aria-label={label}
          aria-describedby={nameId}
          accept={accept}
          onChange={({ target }) => {
            const file = target.files?.[0];
            // Whoever thinks better of it keeps the file chosen before.
            if (file === undefined) return;
            // The same file, corrected meanwhile, can be chosen again.
            target.value = '';
            setName(file.name);
            onChoose(file);
          }}
        />
        <span className="file-choice-button" aria-hidden>
          {t('app.chooseFile')}
        </span>
      </label>
      <span id={nameId} className="file-choice-name quiet" role="status">
        {name ?? t('app.noFile')}
      </span>
    </span>
  );
}
