import '@gridward/i18n/words/organising';
import '@gridward/i18n/words/upkeep';
import '../editing/administration.css';
import './audit.css';
import { useT } from '../../../platform/language.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { useMay } from '../../session/me.tsx';
import { PartLinks } from '../browsing/part-links.tsx';
import type { AuditSearch } from './audit-search.ts';
import { LogPart } from './log-part.tsx';
import { LooksPart } from './looks-part.tsx';
import { Verification } from './verification.tsx';

/** Who did what, unchangeable; who looked at a reporter, and why. The chain can be checked here. */
export function AuditPage({ search }: { readonly search: AuditSearch }) {
  const t = useT();
  const may = useMay();
  if (!may('audit.read')) return <NoPermission permission="audit.read" />;
  const tab = search.tab ?? 'log';
  const parts = [
    { id: 'log', name: t('audit.log') },
    { id: 'looks', name: t('audit.looks') },
  ];
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('audit.title')}</h1>
        <Verification />
      </header>
      <PartLinks label={t('audit.title')} to="/admin/audit" parts={parts} here={tab} />
      {tab === 'looks' ? <LooksPart /> : <LogPart search={search} />}
    </div>
  );
}
