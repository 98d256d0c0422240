import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, type Permission } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer } from '../../platform/sealing.ts';
import { createCaseRows } from '../../testing/case-row.fixture.ts';
import { createTestHost, personWith, testConfig, testPlatform, type TestHost } from '../../testing/host.fixture.ts';
import { createFiles, type Files } from './index.ts';
import { photoOf, textPhoto } from '../../testing/photo.fixture.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds(3);
const dataDir = mkdtempSync(join(tmpdir(), 'gridward-files-'));
const [workerId, intakeId, handlerId] = [randomUUID(), randomUUID(), randomUUID()];
const worker = personWith(workerId, ['case.read', 'case.report'], '网格员');
const intake = personWith(intakeId, ['case.read', 'case.intake']);
const handler = personWith(handlerId, ['case.read', 'case.handle']);
const actors = [worker, intake, handler];

let test1: TestHost;
let files: Files;
let caseRow: (number: string) => Promise<string>;
let sees = true;

beforeAll(async () => {
  test1 = await createTestHost(store(), clock, actors);
  const platform = testPlatform(test1.app, { store: store(), clock, ids, config: testConfig(dataDir) });
  files = createFiles(platform, { sealer: createSealer(Buffer.alloc(32, 1), randomBytes) });
  files.routes(test1.host, (actor) =>
    Promise.resolve(new Set<Permission>(sees ? actor.grants.map(({ permission }) => permission) : [])),
  );
  caseRow = await createCaseRows(store());
});
afterAll(async () => {
  await files.close();
  await test1.app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function upload(actor: typeof worker, bytes: Buffer, key: string = randomUUID(), purpose = 'report') {
  const boundary = 'gridward-test-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="x.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const response = await test1.app.inject({
    method: 'POST',
    url: `/api/v1/attachments?purpose=${purpose}`,
    headers: {
      ...test1.headersOf(actor),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': key,
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

const fetchPhoto = async (actor: typeof worker, id: string, size: 'preview' | 'full' = 'full') =>
  test1.app.inject({ method: 'GET', url: `/api/v1/attachments/${id}/${size}`, headers: test1.headersOf(actor) });

async function idOfUpload(actor: typeof worker, bytes: Buffer): Promise<string> {
  const { status, body } = await upload(actor, bytes);
  expect(status).toBe(201);
  return String(body['id']);
}

async function claim(id: string, number: string): Promise<string> {
  const caseId = await caseRow(number);
  const claimed = await store().inTransaction((trx) =>
    files.claim(trx, { caseId, ids: [id], accountId: workerId, purpose: 'report' }),
  );
  expect(claimed.ok).toBe(true);
  return caseId;
}

const filesOnDisk = (): string[] =>
  readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a photo that comes in', () => {
  test('is made smaller, upright and free of metadata; position and time are kept apart', async () => {
    const photo = await photoOf({ width: 4000, height: 3000, exif: true });
    const { status, body } = await upload(worker, photo);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      screening: 'waiting',
      mime: 'image/jpeg',
      width: 1920,
      height: 2560,
      takenAt: '2026-04-30T22:15:30.000Z',
    });
    const { lng, lat } = body['position'] as { lng: number; lat: number };
    expect(lng).toBeCloseTo(114.5, 6);
    expect(lat).toBeCloseTo(22.75, 6);
    const served = await fetchPhoto(worker, String(body['id']));
    const metadata = await sharp(served.rawPayload).metadata();
    expect([metadata.width, metadata.height, metadata.exif, metadata.orientation]).toEqual([1920, 2560, undefined, undefined]);
  });

  test('lies sealed on the disk until it is looked through', async () => {
    await idOfUpload(worker, await photoOf({ width: 320, height: 200 }));
    for (const path of filesOnDisk()) {
      expect(readFileSync(path).subarray(0, 2).toString('hex')).not.toBe('ffd8');
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
  });

  test('sent again under the same key is the same photo; another photo under that key is refused', async () => {
    const key = randomUUID();
    const photo = await photoOf({ width: 300, height: 200 });
    const [first, second] = [await upload(worker, photo, key), await upload(worker, photo, key)];
    expect(second).toEqual(first);
    const other = await upload(worker, await photoOf({ width: 301, height: 200 }), key);
    expect([other.status, other.body['code']]).toEqual([409, 'idempotency_mismatch']);
  });

  test('sent twice at once under the same key is one photo', async () => {
    const key = randomUUID();
    const photo = await photoOf({ width: 310, height: 200 });
    const [first, second] = await Promise.all([upload(worker, photo, key), upload(worker, photo, key)]);
    expect(second.body['id']).toBe(first.body['id']);
  });

  test.each([
    ['a text named .jpg', () => Promise.resolve(Buffer.from('not a picture at all')), 415, 'unsupported_file'],
    ['an SVG', () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 415, 'unsupported_file'],
    ['half a photo', async () => (await photoOf({ width: 900, height: 600 })).subarray(0, 3000), 422, 'file_unreadable'],
    [
      'more than 20 MB',
      () => Promise.resolve(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(21 * 1024 * 1024)])),
      413,
      'file_too_large',
    ],
    ['a picture that unpacks to 100 million pixels', () => bomb(), 413, 'file_too_large'],
  ])('is refused when it is %s', async (_name, bytes, status, code) => {
    const answer = await upload(worker, await bytes());
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test('needs a key and a sign-in', async () => {
    const response = await test1.app.inject({
      method: 'POST',
      url: '/api/v1/attachments?purpose=report',
      headers: test1.headersOf(worker),
    });
    expect(response.json<Record<string, unknown>>()['code']).toBe('idempotency_key_missing');
    const unsigned = await test1.app.inject({ method: 'POST', url: '/api/v1/attachments?purpose=report' });
    expect(unsigned.statusCode).toBe(401);
  });
});

const bomb = async (): Promise<Buffer> =>
  sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#fff' }, limitInputPixels: false })
    .png()
    .toBuffer();

describe('claiming', () => {
  test('takes only what the account itself handed in, once, and all or nothing', async () => {
    const photo = await photoOf({ width: 330, height: 200 });
    const [own, foreign] = [await idOfUpload(worker, photo), await idOfUpload(handler, photo)];
    const caseId = await caseRow('440305202605010101');
    const wish = (claimed: string[]) =>
      store().inTransaction(async (trx) => {
        const result = await files.claim(trx, { caseId, ids: claimed, accountId: workerId, purpose: 'before' });
        if (!result.ok) throw new Error(result.error.code);
        return result;
      });
    await expect(wish([own, foreign])).rejects.toThrow('not_found');
    expect(await files.ofCase(caseId)).toEqual([]);
    await expect(wish([own, own])).resolves.toEqual({ ok: true, value: null });
    await expect(wish([own])).rejects.toThrow('not_found');
    const byCase = await files.ofCases([caseId]);
    expect(byCase.get(caseId)?.map(({ id, purpose, uploadedBy }) => [id, purpose, uploadedBy])).toEqual([
      [own, 'before', workerId],
    ]);
  });

  test('that never happens lets photo and file go after 24 hours, and nothing else', async () => {
    const kept = await idOfUpload(worker, await photoOf({ width: 340, height: 200 }));
    await claim(kept, '440305202605010102');
    const before = clock.now();
    clock.advance(DAY_MS - 1);
    const left = await store().db.selectFrom('attachment').select('id').where('case_id', 'is', null).execute();
    expect(left.length).toBeGreaterThan(0);
    expect(await files.expire(clock.now())).toBe(0);
    clock.advance(1);
    expect(await files.expire(clock.now())).toBe(left.length);
    clock.set(before);
    const rows = await store().db.selectFrom('attachment').select(['case_id', 'sha256']).execute();
    expect(rows.every(({ case_id }) => case_id !== null)).toBe(true);
    expect(filesOnDisk()).toHaveLength(rows.length);
  });
});

describe('looking through photos', () => {
  test('covers numbers, keeps the rest, and lets handlers see only what was looked through', { timeout: 120_000 }, async () => {
    const plain = await idOfUpload(worker, await textPhoto({ text: '幸福路 128 号', sizePx: 60 }));
    const withPhone = await idOfUpload(worker, await textPhoto({ text: '电话 138 1234 5678', sizePx: 60 }));
    await claim(plain, '440305202605010201');
    await claim(withPhone, '440305202605010202');

    const early = await fetchPhoto(handler, withPhone);
    expect([early.statusCode, early.json<Record<string, unknown>>()['code']]).toEqual([409, 'too_early']);
    const sealedView = await fetchPhoto(intake, withPhone, 'preview');
    expect([sealedView.statusCode, sealedView.headers['cache-control']]).toEqual([200, 'private, no-store']);

    while ((await files.screenWaiting(5)) === 5);
    const rows = await store().db.selectFrom('attachment').selectAll().where('id', 'in', [plain, withPhone]).execute();
    const [clear, masked] = [rows.find(({ id }) => id === plain), rows.find(({ id }) => id === withPhone)];
    expect([clear?.screening, clear?.original_sha256]).toEqual(['clear', null]);
    expect(masked?.screening).toBe('masked');
    expect(masked?.original_sha256?.equals(masked.sha256)).toBe(false);

    const seen = await fetchPhoto(handler, withPhone);
    expect([seen.statusCode, seen.headers['cache-control'], seen.headers['content-type']]).toEqual([
      200,
      'private, max-age=3600',
      'image/jpeg',
    ]);
    const digits = await sharp(seen.rawPayload).extract({ left: 660, top: 405, width: 420, height: 45 }).png().toBuffer();
    const { channels } = await sharp(digits).stats();
    expect(channels.every(({ min, max }) => max - min < 16)).toBe(true);
    const beside = await sharp(seen.rawPayload).extract({ left: 505, top: 400, width: 110, height: 60 }).png().toBuffer();
    expect((await sharp(beside).stats()).channels.every(({ min, max }) => max - min > 100)).toBe(true);
    const forIntake = await fetchPhoto(intake, withPhone);
    expect(forIntake.rawPayload.equals(seen.rawPayload)).toBe(true);
    const preview = await sharp((await fetchPhoto(handler, withPhone, 'preview')).rawPayload).metadata();
    expect(Math.max(preview.width, preview.height)).toBe(640);
  });

  test('that fails leaves the photo to intake alone', async () => {
    const id = await idOfUpload(worker, await photoOf({ width: 350, height: 200 }));
    await claim(id, '440305202605010203');
    await store().db.updateTable('attachment').set({ screening: 'failed' }).where('id', '=', id).execute();
    expect((await fetchPhoto(handler, id)).statusCode).toBe(403);
    expect((await fetchPhoto(intake, id)).statusCode).toBe(200);
  });

  test('does not open cases that the reader may not see', async () => {
    const id = await idOfUpload(worker, await photoOf({ width: 360, height: 200 }));
    expect((await fetchPhoto(handler, id)).statusCode).toBe(404);
    await claim(id, '440305202605010204');
    sees = false;
    expect((await fetchPhoto(intake, id)).statusCode).toBe(404);
    sees = true;
    expect((await fetchPhoto(intake, id)).statusCode).toBe(200);
  });
});
