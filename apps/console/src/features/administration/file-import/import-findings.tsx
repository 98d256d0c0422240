import type { ImportFinding, ImportRun } from '@gridward/contract';
import { Button } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { findingsCsv } from './findings-csv.ts';

export type FoundPlace = NonNullable<ImportFinding['at']>;

interface ImportFindingsProps {
  readonly run: ImportRun;
  readonly onShow?: ((at: FoundPlace, line: number) => void) | undefined;
}

/** What was found in the file, line by line, with the suggestion beside it. */
export function ImportFindings({ run, onShow }: ImportFindingsProps) {
  const t = useT();
  const { findings } = run;
  if (findings.length === 0) return <p>{t('fileImport.noFindings')}</p>;
  const head = (['line', 'severity', 'what', 'suggestion'] as const).map((key) => t(`fileImport.${key}`));
  const download = (): void => {
    const columns = [head[0] ?? '', head[1] ?? '', t('fileImport.columns'), t('setup.field'), head[2] ?? '', head[3] ?? ''];
    const csv = findingsCsv(findings, columns, (severity) => t.word('fileImport.severity', severity));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
    link.download = `${run.fileName}-${t('fileImport.what')}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section aria-label={t('fileImport.findings', { count: findings.length })}>
      <h3>{t('fileImport.findings', { count: findings.length })}</h3>
      {run.findingsCut ? <p className="quiet">{t('fileImport.findingsCut')}</p> : null}
      <Button onClick={download}>{t('setup.download')}</Button>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('fileImport.what')}>
        <table className="case-table">
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {findings.map((finding, index) => (
              <tr key={`${finding.line} ${finding.code} ${index}`}>
                <td className="figures">{finding.line}</td>
                <td>{t(`fileImport.severity.${finding.severity}`)}</td>
                <td>
                  {t.pick(finding.message)}
                  {finding.at === null || onShow === undefined ? null : (
                    <>
                      {' '}
                      <Place at={finding.at} line={finding.line} onShow={onShow} />
                    </>
                  )}
                </td>
                <td>{finding.suggestion === null ? '' : t.pick(finding.suggestion.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Place({
  at,
  line,
  onShow,
}: {
  readonly at: FoundPlace;
  readonly line: number;
  readonly onShow: NonNullable<ImportFindingsProps['onShow']>;
}) {
  const t = useT();
  return (
    <Button size="small" onClick={() => onShow(at, line)}>
      {t('fileImport.zoom')}
    </Button>
  );
}
