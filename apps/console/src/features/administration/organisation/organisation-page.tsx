import '@gridward/i18n/words/organising';
import { useT } from '../../../platform/language.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { useMay } from '../../session/me.tsx';
import '../editing/administration.css';
import { FirstSteps } from '../editing/first-steps.tsx';
import { PartLinks } from '../browsing/part-links.tsx';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { DesksPart } from './desks-part.tsx';
import { GapsPart } from './gaps-part.tsx';
import { PeoplePart } from '../people/people-part.tsx';
import { UnitsPart } from './units-part.tsx';

const PARTS = ['units', 'people', 'gaps', 'desks'] as const;

export type OrganisationSearch = Partial<Record<'tab' | 'unit' | 'person' | 'appoint' | 'area' | 'duty', string>>;

/** Units, people with their posts, what is missing, and who is on duty. */
export function OrganisationPage({ search }: { readonly search: OrganisationSearch }) {
  const may = useMay();
  return may('unit.read') ? <Organisation search={search} /> : <NoPermission permission="unit.read" />;
}

function Organisation({ search }: { readonly search: OrganisationSearch }) {
  const t = useT();
  const here = PARTS.find((part) => part === search.tab) ?? 'units';
  return (
    <div className="page admin-page">
      <header className="queue-head">
        <h1>{t('org.title')}</h1>
      </header>
      <PartLinks
        label={t('org.tabs')}
        to="/admin/organisation"
        parts={PARTS.map((id) => ({ id, name: t(`org.tab.${id}`) }))}
        here={here}
      />
      <FirstSteps />
      <SaidFrame>
        {here === 'units' ? (
          <>
            <ReadOnlyNotice permission="unit.manage" />
            <UnitsPart wantedId={search.unit ?? null} />
          </>
        ) : null}
        {here === 'people' ? <PeoplePart personId={search.person ?? null} appoint={search.appoint} areaId={search.area} /> : null}
        {here === 'gaps' ? <GapsPart /> : null}
        {here === 'desks' ? <DesksPart duty={search.duty} /> : null}
      </SaidFrame>
    </div>
  );
}
