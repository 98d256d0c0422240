import '@gridward/i18n/words/organising';
import { DESK_DUTIES } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { useUnits } from '../../organisation/units.ts';
import { useMay } from '../../session/me.tsx';
import { childrenQuery } from '../areas/area-queries.ts';
import { desksQuery } from '../organisation/organisation-queries.ts';

const STEPS = [
  { name: 'areas', to: '/admin/areas', search: {} },
  { name: 'units', to: '/admin/organisation', search: { tab: 'units' } },
  { name: 'desks', to: '/admin/organisation', search: { tab: 'desks' } },
  { name: 'people', to: '/admin/organisation', search: { tab: 'people' } },
  { name: 'responsibility', to: '/admin/responsibility', search: {} },
] as const;
type Step = (typeof STEPS)[number]['name'];

/** What is still to be set up before cases find their way, in the order in which one rests on the other. Silent once it is done. */
export function FirstSteps() {
  const may = useMay();
  return may('area.manage') && may('unit.manage') && may('catalogue.manage') ? <Steps /> : null;
}

function Steps() {
  const t = useT();
  const done = useDone();
  if (done === undefined || STEPS.every(({ name }) => done[name])) return null;
  const next = STEPS.find(({ name }) => !done[name])?.name;
  return (
    <nav className="first-steps" aria-label={t('setup.steps')}>
      <strong>{t('setup.steps')}</strong>
      <ol>
        {STEPS.map(({ name, to, search }) => (
          <li key={name} className={name === next ? 'is-next' : undefined}>
            <Link to={to} search={search}>
              {t(`setup.step.${name}`)}
            </Link>
            {done[name] ? <span className="quiet"> {t('setup.stepDone')}</span> : null}
            {name === next ? <span className="quiet"> {t('setup.stepNext')}</span> : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The three administrators themselves are nobody who works on cases. */
const ADMINISTRATORS = 3;

function useDone(): Readonly<Record<Step, boolean>> | undefined {
  const top = useQuery(childrenQuery(null));
  const units = useUnits();
  const desks = useQuery(desksQuery);
  const people = useQuery({
    queryKey: ['organisation', 'first-persons'],
    queryFn: ({ signal }) => unwrap(api.listPersons({ query: { limit: ADMINISTRATORS + 1 } }, { signal })),
  });
  const rows = useQuery({
    queryKey: ['responsibility', 'first'],
    queryFn: ({ signal }) => unwrap(api.listResponsibilities({ query: { limit: 1 } }, { signal })),
  });
  if (!top.data || !units.data || !desks.data || !people.data || !rows.data) return undefined;
  const roots = top.data.items;
  const set = new Set(desks.data.items.map(({ duty, area }) => `${duty} ${area.id}`));
  return {
    areas: roots.length > 0,
    units: units.data.items.length > 1,
    desks: roots.length > 0 && roots.every(({ id }) => DESK_DUTIES.every((duty) => set.has(`${duty} ${id}`))),
    people: people.data.items.length > ADMINISTRATORS,
    responsibility: rows.data.items.length > 0,
  };
}
