import type { catalogueRoutes, RouteReply } from '@gridward/contract';
import { formatLimit, type CategoryEntry, type Limit, type StandardRowEntry } from '@gridward/core';
import type { CataloguePicture } from './catalogue-picture.ts';

type DetailReply = RouteReply<typeof catalogueRoutes.getCategory>;
type SummaryReply = DetailReply['category'];

export const showLimit = (limit: Limit) => ({ ...limit, zh: formatLimit(limit, 'zh-CN'), en: formatLimit(limit, 'en') });

export const showCategoryRef = ({ id, codeSystem, code, nameZh, nameEn }: CategoryEntry) => ({
  id,
  codeSystem,
  code,
  name: { zh: nameZh, en: nameEn },
});

export const showCategory = (entry: CategoryEntry, picture: CataloguePicture): SummaryReply => ({
  ...showCategoryRef(entry),
  kind: entry.kind,
  parentId: entry.parentId,
  hasChildren: picture.children(entry.id).length > 0,
  isMatter: picture.rowsOf(entry.id).length > 0,
  hazard: entry.hazard,
  assistOnly: entry.assistOnly,
  extension: entry.extension,
  emergencyLine: entry.emergencyLine,
  validFrom: entry.validFrom,
  validTo: entry.validTo,
  version: entry.version,
});

export const showStandardRow = (row: StandardRowEntry) => ({
  id: row.id,
  ordinal: row.ordinal,
  filing: { zh: row.filingZh, en: row.filingEn },
  closing: { zh: row.closingZh, en: row.closingEn },
  limit: showLimit(row.limit),
  hazard: row.hazard,
  makeSafe: row.makeSafe === null ? null : showLimit(row.makeSafe),
  areaLevel: row.areaLevel,
  urgency: row.urgency,
  law: row.law,
  validFrom: row.validFrom,
  validTo: row.validTo,
  version: row.version,
});

/** One category with everything that is known of it, besides who is responsible. */
export function showDetail(entry: CategoryEntry, picture: CataloguePicture): Omit<DetailReply, 'responsibilities'> {
  const rows = picture.rowsOf(entry.id);
  const qualification = picture.qualifications.find(({ id }) => id === entry.qualification);
  return {
    category: showCategory(entry, picture),
    trail: picture.trail(entry.id).map(showCategoryRef),
    namesSeen: [...entry.namesSeen],
    qualification: qualification ?? null,
    collection: entry.collection,
    rows: rows.map(showStandardRow),
    otherRows: picture
      .rowHistory(entry.id)
      .filter((row) => !rows.includes(row))
      .map(showStandardRow),
    mappings: picture.mappingsOf(entry.id).flatMap(({ fromId, toId, note }) => {
      const [from, to] = [picture.category(fromId), picture.category(toId)];
      return from === undefined || to === undefined ? [] : [{ from: showCategoryRef(from), to: showCategoryRef(to), note }];
    }),
  };
}
