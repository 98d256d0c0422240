import type { CategoryEntry, Ids, Instant, StandardRowEntry, Uuid } from '@gridward/core';
import { REPORTER_ACTOR, type CasePictures, type Cases, type LifeActor } from '../../cases/index.ts';
import type { CataloguePicture } from '../../catalogue/index.ts';
import type { Chance } from '../chance.ts';
import { placeIn, type DemoCounty, type DemoGrid } from '../county/county.service.ts';
import { LANDMARKS, STREETS } from '../county/names.ts';
import type { DemoOrganisation } from '../organisation/organisation.service.ts';
import { CONTRACTS, dutyOf, unitKeyOf } from '../responsibility/duties.ts';
import { MATTERS, weightIn, type MatterPlan } from './matters.ts';
import { beginTale, PLATFORM, type Tale } from './tale.ts';

export const RESIDENT: LifeActor = { ...REPORTER_ACTOR, postId: null, unitId: null };

/** What a case is about, where, and who should handle it. */
export interface Plot {
  readonly plan: MatterPlan;
  readonly category: CategoryEntry;
  readonly row: StandardRowEntry;
  readonly grid: DemoGrid;
  /** Key of the unit that ought to lead. */
  readonly lead: string;
  readonly support: readonly string[];
}

/** Everything that tales are told with. */
export interface Stage {
  readonly chance: Chance;
  readonly county: DemoCounty;
  readonly pictures: CasePictures;
  readonly now: Instant;
  plot(month: number, wanted?: (plan: MatterPlan, row: StandardRowEntry) => boolean): Plot;
  begin(plot: Plot, at: Instant, options?: BeginOptions): Tale;
  actor(key: string): LifeActor;
  unit(key: string): Uuid;
  handler(unitKey: string): LifeActor;
  verifier(grid: DemoGrid): LifeActor;
  desk(name: 'intake' | 'shift' | 'dispatch'): LifeActor;
}

export interface BeginOptions {
  readonly channel?: string;
  readonly sealed?: boolean;
  readonly repeatOf?: Uuid;
  readonly handledOnSpot?: boolean;
  /** Said besides, such as a number that the screening has to cover. */
  readonly aside?: string;
  readonly place?: { readonly text: string; readonly position: { readonly lng: number; readonly lat: number } };
}

interface StageInput {
  readonly chance: Chance;
  readonly county: DemoCounty;
  readonly organisation: DemoOrganisation;
  readonly catalogue: CataloguePicture;
  readonly pictures: CasePictures;
  readonly bulk: Cases['bulk'];
  readonly ids: Ids;
  readonly now: Instant;
}

/** How often a kind of tale comes in by which channel. */
const CHANNELS: Readonly<Record<MatterPlan['teller'], readonly (readonly [string, number])[]>> = {
  patrol: [
    ['patrol', 60],
    ['hotline', 14],
    ['portal', 12],
    ['department', 4],
    ['sensor', 4],
    ['property', 4],
    ['superior', 2],
  ],
  resident: [
    ['hotline', 44],
    ['portal', 30],
    ['desk', 8],
    ['visit', 8],
    ['property', 7],
    ['media', 1],
    ['superior', 2],
  ],
  service: [
    ['visit', 40],
    ['hotline', 26],
    ['desk', 20],
    ['portal', 14],
  ],
};

export function createStage({ chance, county, organisation, catalogue, pictures, bulk, ids, now }: StageInput): Stage {
  const known = MATTERS.map((plan) => ({ plan, ...matterOf(catalogue, plan.matter) }));
  const actor = (key: string): LifeActor => {
    const person = organisation.people.get(key);
    if (person === undefined) throw new Error(`nobody is ${key}`);
    return { party: 'staff', ...person };
  };
  const unit = (key: string): Uuid => {
    const id = organisation.units.get(key);
    if (id === undefined) throw new Error(`no unit is ${key}`);
    return id;
  };
  const numberOf = new Map(county.grids.map(({ id }, i) => [id, i + 1]));

  const stage: Stage = {
    chance,
    county,
    pictures,
    now,
    actor,
    unit,
    plot(month, wanted) {
      const open = known.flatMap(({ plan, category, rows }) => {
        const fitting = rows.filter((row) => wanted?.(plan, row) ?? true);
        return fitting.length === 0 ? [] : [{ plan, category, rows: fitting }];
      });
      const { plan, category, rows } = chance.weighted(open, (one) => weightIn(one.plan, month));
      const row = chance.weighted(
        rows,
        ({ limit, hazard }) => (limit.unit === 'WD' && limit.value > 10 ? 0.3 : 1) * (hazard ? 0.35 : 1),
      );
      const grid = chance.weighted(county.grids, (one) => gridWeight(one, plan));
      const { lead, support } = leadOf(plan.matter, grid);
      return { plan, category, row, grid, lead, support };
    },
    begin(plot, at, options = {}) {
      const channel = options.channel ?? chance.weighted(CHANNELS[plot.plan.teller], ([, weight]) => weight)[0];
      const place = options.place ?? placeOf(plot, chance);
      const text = chance.pick(plot.plan.texts).replaceAll('{p}', place.text);
      const picture = plot.plan.picture;
      return beginTale({
        beginLife: bulk.beginLife,
        pictures,
        newId: () => ids.next(),
        birth: {
          id: ids.next(),
          at,
          areaId: plot.grid.id,
          categoryId: plot.category.id,
          description: `${text}${options.aside ?? ''}`,
          place: place.text,
          position: place.position,
          channel,
          urgency: plot.row.hazard ? 'urgent' : 'normal',
          requestKind: plot.plan.teller === 'service' ? 'help' : null,
          sealedReporter: options.sealed ?? false,
          repeatOf: options.repeatOf ?? null,
          demo: true,
        },
        reporter: reporterOf(channel, plot.grid, options.handledOnSpot === true),
        report: {
          hazard: plot.row.hazard,
          ...(options.handledOnSpot === true
            ? { handled: { result: plot.plan.result, picture: picture === null ? 'cordon' : `${picture}.after` } }
            : {}),
        },
      });
    },
    handler: (unitKey) => actor(`${unitKey}.${chance.int(1, 2)}`),
    verifier: (grid) => (grid.street === 'ouyu' ? actor('island.check') : actor(`verification.${chance.int(1, 4)}`)),
    desk: (name) => actor(`${name}.${chance.int(1, name === 'intake' ? 3 : 2)}`),
  };
  return stage;

  function reporterOf(channel: string, grid: DemoGrid, handledOnSpot: boolean): LifeActor {
    if (channel === 'portal' && !handledOnSpot) return RESIDENT;
    if (channel === 'sensor' && !handledOnSpot) return PLATFORM;
    const worker = `grid.${numberOf.get(grid.id) ?? 1}.worker`;
    if ((channel === 'patrol' || handledOnSpot) && organisation.people.has(worker)) return actor(worker);
    return channel === 'visit' ? actor(`community.${grid.community}.${chance.int(1, 2)}`) : stage.desk('intake');
  }
}

function matterOf(catalogue: CataloguePicture, matter: string) {
  const [system = '', code = ''] = matter.split('/');
  const category = (['event', 'component', 'service'] as const).flatMap((kind) => catalogue.byCode(system, kind, code) ?? [])[0];
  const rows = category === undefined ? [] : catalogue.rowsOf(category.id);
  if (category === undefined || rows.length === 0) throw new Error(`no case can be filed under ${matter}`);
  return { category, rows };
}

/** Sea matters happen at sea, road matters also on the road's own grid, and hot spots stay hot. */
function gridWeight(grid: DemoGrid, plan: MatterPlan): number {
  if (grid.kind === 'sea') return plan.scene === 'sea' ? 6 : 0;
  if (plan.scene === 'sea') return grid.street === 'ouyu' ? 2 : 0;
  if (grid.kind === 'road') return plan.scene === 'road' ? 2 : 0;
  if (grid.kind !== 'basic') return plan.scene === 'landmark' ? 3 : 0.2;
  return (plan.hot.includes(grid.community) ? 5 : 1) * (grid.street === 'ouyu' ? 0.5 : 1);
}

function leadOf(matter: string, grid: DemoGrid): { readonly lead: string; readonly support: readonly string[] } {
  const [system = '', code = ''] = matter.split('/');
  const { lead, support } = dutyOf(system, code);
  const contract = CONTRACTS.find((one) => one.matter === matter && one.street === grid.street);
  const key = contract?.unit ?? unitKeyOf(lead, grid);
  return { lead: key, support: support.filter((one) => !one.startsWith('@') && one !== key) };
}

function placeOf(
  { plan, grid }: Plot,
  chance: Chance,
): { readonly text: string; readonly position: { readonly lng: number; readonly lat: number } } {
  const position = placeIn(grid, chance);
  const street = STREETS.find(({ key }) => key === grid.street);
  const roads = street?.roads ?? [];
  const estates = street?.communities.find(({ key }) => key === grid.community)?.estates ?? [];
  if (grid.kind === 'sea')
    return { text: `${grid.name}${chance.pick(['避风坞', '养殖区外', '航道东侧', '码头外侧'])}`, position };
  if (grid.landmark !== null) return { text: grid.landmark, position };
  if (plan.scene === 'estate' && estates.length > 0) return { text: `${chance.pick(estates)}${chance.int(1, 12)}幢`, position };
  if (plan.scene === 'landmark' || plan.scene === 'sea') return { text: chance.pick(LANDMARKS[grid.street] ?? roads), position };
  return { text: `${chance.pick(roads)}${chance.int(2, 298)}号${chance.pick(['门前', '附近', '对面', '旁'])}`, position };
}
