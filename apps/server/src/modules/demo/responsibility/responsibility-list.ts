import type { Ids, ResponsibilityRow, Uuid } from '@gridward/core';
import type { CataloguePicture } from '../../catalogue/index.ts';
import type { DemoCounty } from '../county/county.service.ts';
import { CONTRACTS, DUTIES, dutyOf, legalBasisOf, unitKeyOf } from './duties.ts';

interface ListInput {
  readonly picture: CataloguePicture;
  readonly county: DemoCounty;
  readonly units: ReadonlyMap<string, Uuid>;
  readonly ids: Ids;
  readonly validFrom: string;
  /** Matters as `system/code` that get a row of their own beside that of their class. */
  readonly matters: readonly string[];
}

/** The filled list: every class, every exception to it, every matter of the demonstration, and what contractors took over. */
export function listResponsibilities({ picture, county, units, ids, validFrom, matters }: ListInput): ResponsibilityRow[] {
  const all = [...new Set([...Object.keys(DUTIES), ...matters])].toSorted();
  const row = (matter: string, areaId: Uuid | null, unitKey: string, support: readonly string[]): ResponsibilityRow => ({
    id: ids.next(),
    categoryId: categoryOf(picture, matter),
    areaId,
    componentOwnerId: null,
    leadUnitId: need(units, unitKey),
    supportingUnitIds: support.filter((key) => key !== unitKey).map((key) => need(units, key)),
    legalBasis: legalBasisOf(unitKey),
    origin: 'list',
    precedentCaseId: null,
    validFrom,
    validTo: null,
    version: 1,
  });

  const contracted = new Set(CONTRACTS.map(({ matter, street }) => `${matter} ${street}`));
  return [
    ...all.flatMap((matter) => {
      const [system = '', code = ''] = matter.split('/');
      const { lead, support } = dutyOf(system, code);
      const everywhere = support.filter((key) => !key.startsWith('@'));
      if (!lead.startsWith('@')) return [row(matter, null, lead, everywhere)];
      // Where no street is known, the fallback coordinates.
      return [
        row(matter, null, 'coordination', everywhere),
        ...placesOf(lead, county).flatMap(({ areaId, ...where }) =>
          contracted.has(`${matter} ${where.street}`) && lead !== '@community'
            ? []
            : [row(matter, areaId, unitKeyOf(lead, where), everywhere)],
        ),
      ];
    }),
    ...CONTRACTS.map(({ matter, street, unit }) => row(matter, need(county.streets, street), unit, [])),
  ];
}

function placesOf(lead: string, county: DemoCounty): { areaId: Uuid; street: string; community: string }[] {
  if (lead === '@community')
    return [...county.communities].map(([community, { id, street }]) => ({ areaId: id, street, community }));
  return [...county.streets].map(([street, areaId]) => ({ areaId, street, community: '' }));
}

/** Lists say events, components and service matters apart; their codes overlap. */
function categoryOf(picture: CataloguePicture, matter: string): Uuid {
  const [system = '', code = ''] = matter.split('/');
  const found = (['event', 'component', 'service'] as const).flatMap((kind) => picture.byCode(system, kind, code) ?? [])[0];
  if (found === undefined) throw new Error(`the catalogue has no ${matter}`);
  return found.id;
}

function need<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`the county has no ${key}`);
  return found;
}
