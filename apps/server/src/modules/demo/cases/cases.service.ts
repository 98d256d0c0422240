import { DAY_MS, type Ids, type Instant, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { WrittenLife } from '../../cases/index.ts';
import type { CataloguePicture } from '../../catalogue/index.ts';
import type { DrawnPhoto } from '../../files/index.ts';
import type { Chance } from '../chance.ts';
import type { DemoCounty } from '../county/county.service.ts';
import type { DemoDoors } from '../demo-doors.ts';
import type { DemoOrganisation } from '../organisation/organisation.service.ts';
import { tellOpen } from './open.ts';
import { tellPast, type Told } from './past.ts';
import { PICTURE_SIZE, type PictureKey } from './pictures.ts';
import { createStage, type Stage } from './stage.ts';

export interface CasesInput {
  readonly chance: Chance;
  readonly county: DemoCounty;
  readonly organisation: DemoOrganisation;
  readonly catalogue: CataloguePicture;
  readonly ids: Ids;
  readonly now: Instant;
  readonly photos: ReadonlyMap<PictureKey, DrawnPhoto>;
}

/** What moved since then is news: listeners are told of it. */
const NEWS_MS = 2 * DAY_MS;

/** Tells and writes every case of the demonstration. */
export async function buildCases(trx: Transaction<Database>, doors: DemoDoors, input: CasesInput): Promise<void> {
  const { cases, rights } = doors;
  const stage = createStage({ ...input, pictures: await cases.bulk.pictures(trx), bulk: cases.bulk });
  const told = [...tellPast(stage), ...tellOpen(stage)];
  const lives = told.map(({ tale }) => tale.life.written()).toSorted(byReport);
  await cases.bulk.insertLives(trx, lives, { tellFrom: new Date(input.now - NEWS_MS), newId: () => input.ids.next() });
  await doors.files.insertDrawn(trx, photosOf(told, input.photos));
  for (const [index, one] of told.filter(({ sealed, tale }) => sealed || isMasked(tale)).entries()) {
    await rights.sealReporter(trx, {
      caseId: one.tale.core.id,
      reporter: one.sealed ? reporterOf(one, index) : null,
      originalText: isMasked(one.tale) ? one.tale.spoken : null,
      at: one.reportedAt,
    });
  }
  await talkAbout(trx, doors, stage, told, input.ids);
}

const byReport = (a: WrittenLife, b: WrittenLife): number =>
  Number(a.row.reported_at) - Number(b.row.reported_at) || (a.row.id < b.row.id ? -1 : 1);

const isMasked = (tale: Told['tale']): boolean => tale.life.description !== tale.spoken;

/** Numbers of a row that nobody has: 13800000000 and those after it. */
const reporterOf = ({ plot }: Told, index: number) => ({
  name: `演示诉求人${String(index + 1).padStart(4, '0')}`,
  phone: `1380000${String(index + 1).padStart(4, '0')}`,
  address: plot.grid.estates[0] ?? plot.grid.name,
  replyChannel: 'sms' as const,
  confidential: true,
});

function photosOf(told: readonly Told[], photos: ReadonlyMap<PictureKey, DrawnPhoto>) {
  return told.flatMap(({ tale }) =>
    tale.photos.map(({ id, caseId, purpose, picture, at, accountId }) => {
      const drawn = photos.get(picture);
      if (drawn === undefined) throw new Error(`the picture ${picture} was not drawn`);
      return { id, caseId, purpose, at: new Date(at), accountId, drawn, ...PICTURE_SIZE };
    }),
  );
}

/** Messages, notes and orders on some of the open cases. */
async function talkAbout(
  trx: Transaction<Database>,
  { cases, rights }: DemoDoors,
  stage: Stage,
  told: readonly Told[],
  ids: Ids,
): Promise<void> {
  const open = told.filter(({ tale }) => tale.core.endedAt === null && tale.core.state === 'handling');
  const dispatcher = stage.actor('dispatch.1');
  const leader = stage.actor('leader.1');
  for (const { tale } of open.filter(({ sealed }) => sealed).slice(0, 6)) {
    const sent = await rights.messageReporter(trx, {
      id: ids.next(),
      caseId: tale.core.id,
      body: '您好，现场已在处置，预计两天内完成，请您留意。',
      accountId: dispatcher.accountId,
      unitId: dispatcher.unitId,
      at: Math.max(tale.at + 60_000, stage.now - 3 * 3_600_000),
    });
    if (!sent.ok) throw new Error(`a message was refused: ${sent.error.code}`);
  }
  for (const { tale } of open.slice(0, 8)) {
    await cases.bulk.insertNote(trx, {
      id: ids.next(),
      caseId: tale.core.id,
      body: '已电话联系现场负责人，材料今日到场。',
      accountId: dispatcher.accountId,
      unitId: dispatcher.unitId,
      at: new Date(stage.now - 90 * 60_000),
    });
  }
  const late = open.filter(({ tale }) => tale.core.overdueAt !== null).slice(0, 7);
  for (const [index, { tale }] of late.entries()) {
    await cases.bulk.insertOrder(trx, orderOn(tale.core.id, tale.core.leadUnitId, index, leader.accountId, ids, stage.now));
  }
}

/** Some are due soon, one is late. */
function orderOn(caseId: Uuid, leadUnitId: Uuid | null, index: number, orderedBy: Uuid | null, ids: Ids, now: Instant) {
  if (leadUnitId === null || orderedBy === null) throw new Error('an order needs a leader and a unit');
  return {
    id: ids.next(),
    caseId,
    orderedBy,
    orderedAt: new Date(now - (20 + index) * 3_600_000),
    unitId: leadUnitId,
    text: '此件已超期，请说明原因并限期办结。',
    dueAt: new Date(now + (index === 0 ? -4 : 20 + index * 6) * 3_600_000),
  };
}
