import type { FreeCaseColumn } from '@gridward/contract';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { DownloadButton } from '../../../ui/download-button.tsx';
import type { CaseFilters } from './filters.ts';

type ExportQuery = Parameters<typeof api.exportCaseList>[0]['query'];

interface ExportButtonProps {
  readonly filters: CaseFilters;
  readonly columns: readonly FreeCaseColumn[];
}

/** The file of the list as it is filtered now. */
export function ExportButton({ filters, columns }: ExportButtonProps) {
  const t = useT();
  const query = { ...filters, columns: columns.join(',') } as ExportQuery;
  return <DownloadButton label={t('export.button')} ask={(signal) => unwrap(api.exportCaseList({ query }, { signal }))} />;
}
