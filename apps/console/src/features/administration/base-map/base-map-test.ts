import type { BaseMap } from '@gridward/contract';
import type { MapPoint } from '../../map/case-map.tsx';
import { fileAddress, tiandituTiles } from '../../map/use-base-map.ts';

export type TestOutcome =
  | { readonly kind: 'ok' | 'unreachable' | 'not_image'; readonly address: string }
  | { readonly kind: 'status'; readonly address: string; readonly status: number };

const TEST_ZOOM = 10;

/** The tile of a web map that a place lies on. */
export function tileOf({ lng, lat }: MapPoint, z: number): { readonly x: number; readonly y: number } {
  const size = 2 ** z;
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  const within = (value: number): number => Math.min(size - 1, Math.max(0, Math.floor(value * size)));
  return { x: within((lng + 180) / 360), y: within(y) };
}

function tileAddress(baseMap: BaseMap, centre: MapPoint): string {
  const z = Math.max(baseMap.minZoom, Math.min(TEST_ZOOM, baseMap.maxZoom));
  const { x, y } = tileOf(centre, z);
  const template = baseMap.kind === 'tianditu' ? (tiandituTiles(baseMap.layer, baseMap.key)[0] ?? '') : baseMap.url;
  return template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
}

/** One tile where our county lies, asked for as the map asks for it. */
export async function testBaseMap(baseMap: BaseMap, centre: MapPoint): Promise<TestOutcome> {
  if (baseMap.kind === 'pmtiles') return testFile(fileAddress(baseMap));
  const address = tileAddress(baseMap, centre);
  try {
    const reply = await fetch(address, { cache: 'no-store' });
    if (!reply.ok) return { kind: 'status', address, status: reply.status };
    const isImage = reply.headers.get('content-type')?.startsWith('image/') === true;
    return { kind: isImage ? 'ok' : 'not_image', address };
  } catch {
    return { kind: 'unreachable', address };
  }
}

const FILE_MARK = 'PMTiles';

async function testFile(address: string): Promise<TestOutcome> {
  try {
    const reply = await fetch(address, { headers: { range: 'bytes=0-6' }, cache: 'no-store' });
    if (!reply.ok) return { kind: 'status', address, status: reply.status };
    const head = new TextDecoder().decode((await reply.arrayBuffer()).slice(0, FILE_MARK.length));
    return { kind: head === FILE_MARK ? 'ok' : 'not_image', address };
  } catch {
    return { kind: 'unreachable', address };
  }
}
