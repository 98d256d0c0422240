import exifr from 'exifr';
import { problem, type Problem } from '@gridward/contract';
import { err, ok, type Instant, type Result } from '@gridward/core';
import sharp from 'sharp';

/** Largest photo that is taken in, in bytes: the biggest that phones make. */
export const MAX_PHOTO_BYTES = 20 * 1024 * 1024;
/** A picture that unpacks to more is refused before it is unpacked. */
const MAX_PIXELS = 60_000_000;
const MAX_DECODE_S = 20;
export const FULL_PX = 2560;
export const PREVIEW_PX = 640;

export interface Photo {
  /** Upright JPEG of at most `FULL_PX`, without any metadata. */
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  readonly takenAt: Instant | null;
  /** WGS84 degrees. */
  readonly position: { readonly lng: number; readonly lat: number } | null;
}

const SIGNATURES: readonly { readonly kind: string; readonly matches: (head: Buffer) => boolean }[] = [
  { kind: 'jpeg', matches: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { kind: 'png', matches: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) },
  { kind: 'webp', matches: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP' },
];

/** Looks at the content, never at the name or at what the sender says it is. */
const isPhoto = (bytes: Buffer): boolean => SIGNATURES.some(({ matches }) => matches(bytes));

/** Takes a photo in: checks, turns upright, makes smaller, strips; position and time are kept apart. */
export async function readPhoto(bytes: Buffer): Promise<Result<Photo, Problem>> {
  if (bytes.length > MAX_PHOTO_BYTES) return err(problem('file_too_large'));
  if (!isPhoto(bytes)) return err(problem('unsupported_file', { detail: 'JPEG, PNG, WebP' }));
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) return err(problem('file_too_large', { detail: `${width} × ${height} px` }));
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
      .timeout({ seconds: MAX_DECODE_S })
      .autoOrient()
      .resize({ width: FULL_PX, height: FULL_PX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    return ok({ bytes: data, width: info.width, height: info.height, ...(await readMetadata(bytes)) });
  } catch {
    return err(problem('file_unreadable'));
  }
}

export const previewOf = async (photo: Buffer): Promise<Buffer> =>
  sharp(photo)
    .resize({ width: PREVIEW_PX, height: PREVIEW_PX, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer();

const WANTED = ['DateTimeOriginal', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'];

/** Metadata is a hint: a photo without, or with broken ones, is as good as any other. */
async function readMetadata(bytes: Buffer): Promise<Pick<Photo, 'takenAt' | 'position'>> {
  try {
    const found: unknown = await exifr.parse(bytes, { pick: WANTED, reviveValues: false, xmp: false, icc: false, iptc: false });
    const tags = typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
    return {
      takenAt: takenAtOf(tags['DateTimeOriginal'], tags['OffsetTimeOriginal']),
      position: positionOf(tags['longitude'], tags['latitude']),
    };
  } catch {
    return { takenAt: null, position: null };
  }
}

/** Cameras that do not write their offset are taken to stand on China's one civil time. */
const CIVIL_OFFSET = '+08:00';

function takenAtOf(local: unknown, offset: unknown): Instant | null {
  const match = typeof local === 'string' ? /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(local) : null;
  if (match === null) return null;
  const zone = typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : CIVIL_OFFSET;
  const at = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${zone}`);
  return Number.isNaN(at) ? null : at;
}

function positionOf(lng: unknown, lat: unknown): Photo['position'] {
  if (typeof lng !== 'number' || typeof lat !== 'number') return null;
  const possible = Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && (lng !== 0 || lat !== 0);
  return possible ? { lng, lat } : null;
}
