import { emergencyHints } from '@gridward/core';
import { Alert } from 'antd';
import { useT } from '../../platform/language.tsx';

const LINES = ['110', '119', '120', '122'] as const;
type Line = (typeof LINES)[number];

/** Before anything is typed: what is happening now belongs to the emergency lines. */
export function EmergencyLines() {
  const t = useT();
  return (
    <p className="emergency-lines">
      {t('desk.emergency')}{' '}
      {LINES.map((line) => (
        <strong key={line}>{t(`desk.line.${line}`)}</strong>
      ))}
    </p>
  );
}

/** Said again where the words, or the category, belong to an emergency line. */
export function EmergencyNotice({ words, line }: { readonly words: string; readonly line: Line | null }) {
  const t = useT();
  const hints = emergencyHints(words);
  if (hints.length === 0 && line === null) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={
        line === null
          ? hints.map(({ line: to, word }) => t('desk.emergencyWord', { word, line: to })).join(' ')
          : t('new.emergency', { line })
      }
      description={line === null ? undefined : t('new.emergencyHint', { line })}
    />
  );
}
