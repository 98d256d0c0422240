import sharp from 'sharp';

/** Drawn scenes, each before and after; a drawing cannot be mistaken for a real photo of a real place. */
export const PICTURE_NAMES = ['manhole', 'rubbish', 'exit', 'road', 'lamp', 'vendor'] as const;
export type PictureName = (typeof PICTURE_NAMES)[number];
export type PictureKey = `${PictureName}.before` | `${PictureName}.after` | 'cordon';

const [WIDTH, HEIGHT] = [960, 720];
const GROUND = `<rect width="${WIDTH}" height="${HEIGHT}" fill="#dfe8ee"/><rect y="430" width="${WIDTH}" height="290" fill="#b9b6ae"/><rect y="420" width="${WIDTH}" height="16" fill="#8f8b82"/>`;
const HOUSES =
  '<rect x="60" y="150" width="200" height="275" fill="#c9b79c"/><rect x="300" y="90" width="240" height="335" fill="#bcc7c0"/><rect x="600" y="190" width="280" height="235" fill="#cdb3a6"/><g fill="#7f8fa0"><rect x="95" y="190" width="45" height="55"/><rect x="180" y="190" width="45" height="55"/><rect x="345" y="130" width="50" height="60"/><rect x="445" y="130" width="50" height="60"/><rect x="345" y="240" width="50" height="60"/><rect x="445" y="240" width="50" height="60"/><rect x="650" y="235" width="60" height="60"/><rect x="770" y="235" width="60" height="60"/></g>';
const CONES =
  '<g fill="#e2622b"><path d="M250 640 l32 -110 l32 110z"/><path d="M650 650 l32 -110 l32 110z"/></g><path d="M282 560 Q480 600 682 570" fill="none" stroke="#d43a2f" stroke-width="10" stroke-dasharray="26 16"/>';
const BAGS =
  '<g fill="#3f4a44"><ellipse cx="380" cy="560" rx="70" ry="52"/><ellipse cx="480" cy="575" rx="80" ry="60"/><ellipse cx="580" cy="560" rx="66" ry="50"/></g><g fill="#caa24b"><rect x="430" y="495" width="70" height="46"/><rect x="540" y="600" width="60" height="34"/></g>';
const BIN =
  '<rect x="420" y="450" width="120" height="150" rx="10" fill="#3f8f5a"/><rect x="408" y="434" width="144" height="26" rx="8" fill="#2f6f45"/>';
const COVER =
  '<ellipse cx="480" cy="585" rx="130" ry="52" fill="#6d6a66"/><ellipse cx="480" cy="585" rx="108" ry="42" fill="none" stroke="#4b4945" stroke-width="6" stroke-dasharray="14 10"/>';
const HOLE =
  '<ellipse cx="480" cy="585" rx="130" ry="52" fill="#22211f"/><ellipse cx="610" cy="618" rx="128" ry="48" fill="#6d6a66" transform="rotate(9 610 618)"/>';
const STAIRS = `<rect width="${WIDTH}" height="${HEIGHT}" fill="#e6e1d6"/><rect x="330" y="120" width="300" height="520" fill="#8fb08c"/><rect x="390" y="60" width="180" height="44" fill="#2f9e5b"/><path d="M420 82 h100 m-30 -14 l30 14 l-30 14" fill="none" stroke="#fff" stroke-width="8"/><circle cx="600" cy="390" r="12" fill="#444"/>`;
const BOXES =
  '<g fill="#b98d55" stroke="#7d5c31" stroke-width="5"><rect x="280" y="470" width="180" height="170"/><rect x="450" y="420" width="200" height="220"/><rect x="330" y="340" width="150" height="130"/></g>';
const POTHOLE =
  '<path d="M330 570 q60 -60 160 -40 q110 -20 150 40 q20 70 -90 78 q-130 24 -200 -14 q-50 -30 -20 -64z" fill="#57534c"/><path d="M300 530 l40 30 M650 540 l-34 26 M420 660 l-10 34" stroke="#57534c" stroke-width="6"/>';
const PATCH = '<rect x="320" y="530" width="330" height="130" fill="#4b4a48"/>';
const LAMP = (lit: boolean): string =>
  `<rect width="${WIDTH}" height="${HEIGHT}" fill="#1f2a3d"/><rect y="560" width="${WIDTH}" height="160" fill="#31353c"/>${lit ? '<path d="M500 215 L330 560 L760 560 L600 215z" fill="#f6dd8a" opacity=".45"/>' : ''}<rect x="380" y="190" width="16" height="400" fill="#8a8f98"/><path d="M388 196 h150" stroke="#8a8f98" stroke-width="14"/><ellipse cx="550" cy="205" rx="52" ry="18" fill="${lit ? '#ffe9a3' : '#4a505c'}"/>`;
const STALL =
  '<rect x="330" y="500" width="320" height="120" fill="#a9713f"/><path d="M300 500 L680 500 L640 410 L340 410z" fill="#c8483a"/><g fill="#e6b04a"><circle cx="390" cy="490" r="18"/><circle cx="440" cy="488" r="18"/><circle cx="490" cy="490" r="18"/></g>';

const street = (things: string): string => GROUND + HOUSES + things;

const DRAWINGS: Readonly<Record<PictureKey, string>> = {
  'manhole.before': street(HOLE),
  'manhole.after': street(COVER),
  'rubbish.before': street(BAGS),
  'rubbish.after': street(BIN),
  'exit.before': STAIRS + BOXES,
  'exit.after': STAIRS,
  'road.before': street(POTHOLE),
  'road.after': street(PATCH),
  'lamp.before': LAMP(false),
  'lamp.after': LAMP(true),
  'vendor.before': street(STALL),
  'vendor.after': street(''),
  cordon: street(HOLE + CONES),
};

/** Every picture as JPEG. */
export async function drawPictures(): Promise<ReadonlyMap<PictureKey, Buffer>> {
  const drawn = await Promise.all(
    (Object.entries(DRAWINGS) as [PictureKey, string][]).map(async ([key, shapes]) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${shapes}</svg>`;
      return [key, await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer()] as const;
    }),
  );
  return new Map(drawn);
}

export const PICTURE_SIZE = { width: WIDTH, height: HEIGHT } as const;
