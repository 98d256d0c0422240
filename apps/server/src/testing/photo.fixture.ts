import sharp from 'sharp';

/** A JPEG of noise-free colour; with `exif` it lies on its side and says where and when it was taken. */
export async function photoOf({
  width,
  height,
  exif = false,
}: {
  width: number;
  height: number;
  exif?: boolean;
}): Promise<Buffer> {
  const circle = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle cx="${width / 3}" cy="${height / 3}" r="${height / 5}" fill="#375"/></svg>`;
  const plain = sharp({ create: { width, height, channels: 3, background: '#b9a' } }).composite([{ input: Buffer.from(circle) }]);
  if (!exif) return plain.jpeg().toBuffer();
  const tags = {
    IFD0: { Make: 'Test' },
    IFD2: { DateTimeOriginal: '2026:05:01 06:15:30', OffsetTimeOriginal: '+08:00' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 45/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '114/1 30/1 0/1' },
  };
  return plain.withExif(tags).withMetadata({ orientation: 6, exif: tags }).jpeg().toBuffer();
}

export interface TextPhoto {
  readonly text: string;
  readonly sizePx: number;
  readonly angleDeg?: number;
  readonly dark?: boolean;
  readonly noise?: number;
}

export const TEXT_PHOTO = { width: 1600, height: 900 } as const;

/** A wall with a notice in its middle, grainy as a phone sees it; the same arguments always give the same picture. */
export async function textPhoto({ text, sizePx, angleDeg = 0, dark = false, noise = 40 }: TextPhoto): Promise<Buffer> {
  const { width, height } = TEXT_PHOTO;
  const [ground, ink] = dark ? [60, '#eee'] : [195, '#222'];
  let seed = 42;
  const grain = Buffer.alloc(width * height * 3);
  for (let i = 0; i < grain.length; i += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    grain[i] = ground + Math.floor((seed / 0x7fffffff - 0.5) * noise) - (i % 3) * 8;
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <g transform="rotate(${angleDeg} ${width / 2} ${height / 2})" text-anchor="middle" font-size="${sizePx}" fill="${ink}" font-family="sans-serif">
    <text x="${width / 2}" y="${height / 2 - sizePx * 1.6}">告示</text><text x="${width / 2}" y="${height / 2}">${text}</text></g>
    <rect x="60" y="700" width="300" height="150" fill="#7a5"/></svg>`;
  return sharp(grain, { raw: { width, height, channels: 3 } })
    .blur(0.8)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 80 })
    .toBuffer();
}
