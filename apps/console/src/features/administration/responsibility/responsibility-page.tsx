import '@gridward/i18n/words/entering';
import '@gridward/i18n/words/organising';
import '@gridward/i18n/words/rulebook';
import '@gridward/i18n/words/upkeep';
import '../editing/administration.css';
import './responsibility.css';
import { useLanguage } from '../../../platform/language.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { useMay } from '../../session/me.tsx';
import { FirstSteps } from '../editing/first-steps.tsx';
import { PartLinks } from '../browsing/part-links.tsx';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { ConflictList } from './conflict-list.tsx';
import { ResponsibilityImport } from './responsibility-import.tsx';
import { ResponsibilityList } from './responsibility-list.tsx';
import type { ResponsibilitySearch } from './responsibility.ts';

interface ResponsibilityPageProps {
  readonly search: ResponsibilitySearch;
}

/** Who answers for what, where: the list, what is wrong with it, and the county's own table as a file. */
export function ResponsibilityPage(props: ResponsibilityPageProps) {
  const may = useMay();
  return may('catalogue.read') ? <Responsibility {...props} /> : <NoPermission permission="catalogue.read" />;
}

function Responsibility({ search }: ResponsibilityPageProps) {
  const { t } = useLanguage();
  const may = useMay();
  const tab = search.tab ?? 'list';
  const parts = [
    { id: 'list', name: t('responsibility.list') },
    { id: 'check', name: t('responsibility.check') },
    ...(may('catalogue.manage') ? [{ id: 'import', name: t('responsibility.import') }] : []),
  ];
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('responsibility.title')}</h1>
      </header>
      <ReadOnlyNotice permission="catalogue.manage" />
      <PartLinks label={t('responsibility.title')} to="/admin/responsibility" parts={parts} here={tab} />
      <FirstSteps />
      <SaidFrame>
        {tab === 'check' ? <ConflictList /> : null}
        {tab === 'import' && may('catalogue.manage') ? <ResponsibilityImport /> : null}
        {tab === 'list' ? <ResponsibilityList search={search} /> : null}
      </SaidFrame>
    </div>
  );
}
