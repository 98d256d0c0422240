import { DAY_MS, type Ids, type Instant, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { areaM2, interiorPoint, type AreaGeometry } from '@gridward/geo';
import type { Transaction } from 'kysely';
import type { Areas, NewArea, NewBoundary } from '../../areas/index.ts';
import type { Chance } from '../chance.ts';
import { drawCounty, type DrawnCommunity, type DrawnCounty } from './layout.ts';
import { COUNTY, CUT_OUTS } from './names.ts';

export type DemoGridKind = 'basic' | 'dedicated' | 'road' | 'site' | 'sea';

/** A grid with what cases and teams are made from. */
export interface DemoGrid {
  readonly id: Uuid;
  readonly name: string;
  readonly kind: DemoGridKind;
  readonly street: string;
  readonly community: string;
  readonly estates: readonly string[];
  /** What a grid that is cut out for one purpose is known by. */
  readonly landmark: string | null;
  readonly geometry: AreaGeometry;
  readonly middle: { readonly lng: number; readonly lat: number };
  readonly households: number;
}

export interface DemoCounty {
  readonly id: Uuid;
  readonly streets: ReadonlyMap<string, Uuid>;
  readonly communities: ReadonlyMap<
    string,
    { readonly id: Uuid; readonly street: string; readonly name: string; readonly sea: boolean }
  >;
  readonly grids: readonly DemoGrid[];
}

export interface CountyInput {
  readonly chance: Chance;
  readonly ids: Ids;
  /** Since when the county has been there. */
  readonly since: Instant;
  /** When some communities divided their grids anew. */
  readonly redividedAt: Instant;
  readonly countedOn: string;
}

const SOURCE = '演示：由程序绘制 / drawn for the demonstration';
/** Somebody's stairwell group: a handful of buildings in an estate. */
const BUILDINGS_IN_ESTATE = 3;

/** Writes the areas of the demonstration county with their boundaries, present and former. */
export async function buildCounty(trx: Transaction<Database>, areas: Areas, input: CountyInput): Promise<DemoCounty> {
  const plan = planCounty(drawCounty(input.chance.branch('layout')), input);
  await areas.createAreas(
    trx,
    plan.areas.map((area) => ({ ...area, validFrom: input.since, demo: true })),
  );
  for (const boundaries of [plan.former, plan.boundaries]) {
    const set = await areas.setBoundaries(trx, boundaries);
    if (!set.ok) throw new Error(`the county's boundaries: ${set.error.code}`);
  }
  return plan.county;
}

function planCounty(drawn: DrawnCounty, { ids, chance, since, redividedAt, countedOn }: CountyInput) {
  const made: (NewArea & { readonly id: Uuid })[] = [];
  const boundaries: NewBoundary[] = [];
  const former: NewBoundary[] = [];
  const grids: DemoGrid[] = [];
  const streets = new Map<string, Uuid>();
  const communities = new Map<string, { id: Uuid; street: string; name: string; sea: boolean }>();
  const counts = chance.branch('households');

  const add = (area: Omit<NewArea, 'id'>, geometry: AreaGeometry, validFrom: Instant = since): Uuid => {
    const id = ids.next();
    made.push({ ...area, id });
    boundaries.push({ areaId: id, geometry, validFrom, source: SOURCE });
    return id;
  };

  const countyId = add({ parentId: null, level: 'county', code: COUNTY.code, name: COUNTY.zh }, drawn.geometry);
  for (const street of drawn.streets) {
    const { plan } = street;
    const streetCode = `${COUNTY.code}${plan.code}`;
    const streetId = add({ parentId: countyId, level: 'township', code: streetCode, name: plan.name }, street.geometry);
    streets.set(plan.key, streetId);
    for (const [index, community] of street.communities.entries()) {
      const code = `${streetCode}${threeDigits(index + 1)}`;
      const communityId = add({ parentId: streetId, level: 'community', code, name: community.plan.name }, community.geometry);
      communities.set(community.plan.key, {
        id: communityId,
        street: plan.key,
        name: community.plan.name,
        sea: community.plan.kind === 'sea',
      });
      addGrids(community, communityId, code, plan.key);
    }
  }
  return { areas: made, boundaries, former, county: { id: countyId, streets, communities, grids } };

  function addGrids(community: DrawnCommunity, communityId: Uuid, code: string, street: string): void {
    const { plan } = community;
    const before = drawn.formerGrids.get(plan.key);
    for (const [index, geometry] of community.grids.entries()) {
      const estates = plan.estates.filter((_, at) => at % community.grids.length === index % community.grids.length);
      const name = plan.kind === 'sea' ? `鸥屿第${index + 1}海上网格` : `${plan.name.replace('社区', '')}第${index + 1}网格`;
      const kind = plan.kind === 'sea' ? 'sea' : 'basic';
      const id = addGrid(
        { name, kind, code: `${code}${threeDigits(index + 1)}`, estates, landmark: null },
        geometry,
        before === undefined ? since : redividedAt,
      );
      const old = before?.[index];
      if (old !== undefined) former.push({ areaId: id, geometry: old, validFrom: since, source: SOURCE });
      for (const estate of estates) addBuildings(estate, id);
    }
    for (const [i, { community: key, kind, name, landmark }] of CUT_OUTS.entries()) {
      const geometry = drawn.cutOuts[i];
      if (key !== plan.key || geometry === undefined) continue;
      addGrid({ name, kind, code: `${code}${threeDigits(community.grids.length + 1)}`, estates: [], landmark }, geometry, since);
    }

    function addGrid(
      grid: Pick<DemoGrid, 'name' | 'kind' | 'estates' | 'landmark'> & { readonly code: string },
      geometry: AreaGeometry,
      validFrom: Instant,
    ): Uuid {
      const households = grid.kind === 'basic' ? counts.int(240, 520) : 0;
      const populationShare = counts.int(210, 290);
      const { name, kind, estates, landmark } = grid;
      const id = add(
        {
          parentId: communityId,
          level: 'grid',
          gridKind: kind,
          code: grid.code,
          name,
          alias: estates,
          ...(kind === 'basic'
            ? { householdCount: households, population: Math.round((households * populationShare) / 100), countedOn }
            : {}),
        },
        geometry,
        validFrom,
      );
      const [lng = 0, lat = 0] = interiorPoint(geometry) ?? [];
      grids.push({ id, name, kind, street, community: plan.key, estates, landmark, geometry, middle: { lng, lat }, households });
      return id;
    }
  }

  function addBuildings(estate: string, gridId: Uuid): void {
    for (let building = 1; building <= BUILDINGS_IN_ESTATE; building += 1) {
      made.push({
        id: ids.next(),
        parentId: gridId,
        level: 'building',
        name: `${estate}${building}幢`,
        householdCount: counts.int(24, 72),
        countedOn,
      });
    }
  }
}

const threeDigits = (value: number): string => String(value).padStart(3, '0');

/** Redivided this long ago. */
export const REDIVIDED_BEFORE_MS = 420 * DAY_MS;

/** A place in the grid that stays inside it, spread around its middle. */
export function placeIn(grid: DemoGrid, chance: Chance): { readonly lng: number; readonly lat: number } {
  const reach = Math.sqrt(areaM2(grid.geometry)) / 111_000 / 5;
  const spread = grid.kind === 'road' ? 0 : reach;
  return {
    lng: rounded(grid.middle.lng + (chance.next() - 0.5) * spread),
    lat: rounded(grid.middle.lat + (chance.next() - 0.5) * spread),
  };
}

/** Six decimals, a tenth of a metre: what a phone gives. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
