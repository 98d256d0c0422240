import { findNumbers, type Box, type NumberKind } from '@gridward/core';
import sharp from 'sharp';
import type { TextReader } from './text-reader.ts';

/** Where a number was found: the four corners of a box that may stand askew, in pixels of the picture. */
export interface NumberArea {
  readonly kind: NumberKind;
  readonly corners: readonly (readonly [number, number])[];
}

/** One look at the picture: turned by so many degrees, at most so many pixels long. */
interface Look {
  readonly turnDeg: number;
  readonly maxPx: number;
  /** What has not the shape of a number of a person counts too. */
  readonly anyNumber: boolean;
}

/**
 * The engine reads lines that stand askew by up to about three degrees. So the picture is looked at as it is, in steps of five degrees to
 * both sides, and lying on either side (figures: README.md of this module).
 */
const LOOKS: readonly Look[] = [
  { turnDeg: 0, maxPx: 2560, anyNumber: true },
  ...[-5, 5, -10, 10, -15, 15, -20, 20, 90, 270].map((turnDeg) => ({ turnDeg, maxPx: 1600, anyNumber: false })),
];
const LOOK_LIMIT_MS = 20_000;
/** The box is drawn wider than the digits, by this share of their height. */
const MARGIN = 0.25;
const COVER = '#7f7f7f';

/**
 * RT11, RT12 Looks for phone and identity numbers on a picture.
 * @param picture upright, without metadata
 * @throws TextReaderError when a look fails: a picture that was not looked at in full is not clear
 */
export async function findNumbersOnPicture(picture: Buffer, reader: TextReader): Promise<NumberArea[]> {
  const { width, height } = await sharp(picture).metadata();
  const found: NumberArea[] = [];
  for (const look of LOOKS) {
    const scale = Math.min(1, look.maxPx / Math.max(width, height));
    const small = await smaller(picture, Math.round(width * scale), Math.round(height * scale));
    const { data, info } = await sharp(small)
      .rotate(look.turnDeg, { background: '#808080' })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
    const toPicture = turnBack(look.turnDeg, info, { width, height }, scale);
    for (const line of await reader.read(data, LOOK_LIMIT_MS)) {
      const numbers = findNumbers(line).filter(({ kind }) => look.anyNumber || kind !== 'other_number');
      found.push(...numbers.map(({ kind, box }) => ({ kind, corners: cornersOf(widened(box)).map(toPicture) })));
    }
  }
  return found;
}

/** In a pipeline of its own: sharp turns before it resizes, whatever the order of the calls. */
const smaller = async (picture: Buffer, width: number, height: number): Promise<Buffer> =>
  sharp(picture).resize({ width, height, fit: 'fill' }).greyscale().png({ compressionLevel: 1 }).toBuffer();

/** Paints over every area. The digits are gone, not blurred: nothing can be computed back. */
export async function coverAreas(picture: Buffer, areas: readonly NumberArea[]): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const polygons = areas.map(
    ({ corners }) => `<polygon points="${corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}"/>`,
  );
  const cover = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="${COVER}">${polygons.join('')}</g></svg>`;
  return sharp(picture)
    .composite([{ input: Buffer.from(cover) }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** From a point on the turned and shrunken picture to the same point on the picture. */
function turnBack(turnDeg: number, turned: Size, whole: Size, scale: number) {
  const angle = (-turnDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]: readonly [number, number]): readonly [number, number] => {
    const [dx, dy] = [x - turned.width / 2, y - turned.height / 2];
    return [whole.width / 2 + (cos * dx - sin * dy) / scale, whole.height / 2 + (sin * dx + cos * dy) / scale];
  };
}

function widened({ x0, y0, x1, y1 }: Box): Box {
  const margin = (y1 - y0) * MARGIN;
  return { x0: x0 - margin, y0: y0 - margin, x1: x1 + margin, y1: y1 + margin };
}

const cornersOf = ({ x0, y0, x1, y1 }: Box): (readonly [number, number])[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];
