import type { SystemFinding } from '@gridward/contract';
import { useT } from '../../../platform/language.tsx';
import { Section } from '../../cases/page/fact-list.tsx';

const ORDER: readonly SystemFinding['level'][] = ['fail', 'warn', 'ok'];

/** What was looked at, the worst first, each with what to do. */
export function FindingsPart({ findings }: { readonly findings: readonly SystemFinding[] }) {
  const t = useT();
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
  const wrong = findings.filter(({ level }) => level !== 'ok').length;
  return (
    <Section
      level={2}
      title={t('health.checks')}
      extra={wrong === 0 ? t('health.allWell') : t('health.toMend', { count: wrong })}
    >
      <ul className="admin-section-list">
        {sorted.map((finding) => (
          <li key={finding.check} className={`finding-${finding.level}`}>
            <span className="finding-level">{t(`health.level.${finding.level}`)}</span>
            <strong>{t.word('health.check', finding.check)}</strong>
            <span>{t.pick(finding.message)}</span>
            {finding.advice === null ? null : (
              <span className="finding-advice quiet">{t('health.advice', { text: t.pick(finding.advice) })}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
