import type { CaseTileLamp } from '@gridward/contract';
import type { Map as MapLibre } from 'maplibre-gl';
import { paletteAt, type Palette } from '../../styles/palette.ts';
import { LAMP_SHAPES } from '../../ui/lamp-shapes.ts';
import { LAMP_COLOUR } from './map-style.ts';

const SIZE = 16;
/** Drawn larger than shown, so that they stay sharp on fine screens. */
const RATIO = 2;
const BORDER = 3;
/** What has ended is a ring: nothing is to be done about it. */
const RING = 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z';

const shapeOf = (lamp: CaseTileLamp): string => (lamp === 'none' ? RING : LAMP_SHAPES[lamp]);

/** The lamps of the lists as pictures of the map: each colour with the shape of its own. */
export function addLampIcons(map: MapLibre): void {
  const palette = paletteAt(map.getContainer());
  for (const lamp of Object.keys(LAMP_COLOUR) as CaseTileLamp[]) {
    const picture = draw(lamp, palette);
    if (picture !== null && !map.hasImage(`lamp-${lamp}`)) map.addImage(`lamp-${lamp}`, picture, { pixelRatio: RATIO });
  }
}

function draw(lamp: CaseTileLamp, palette: Palette): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = (SIZE + BORDER * 2) * RATIO;
  canvas.height = canvas.width;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.scale(RATIO, RATIO);
  pen.translate(BORDER, BORDER);
  const shape = new Path2D(shapeOf(lamp));
  pen.lineWidth = BORDER;
  pen.lineJoin = 'round';
  pen.strokeStyle = palette('paper');
  pen.stroke(shape);
  pen.fillStyle = palette(LAMP_COLOUR[lamp]);
  pen.fill(shape, 'evenodd');
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
