import { areaRoutes } from '@gridward/contract';
import { textOf, type Command, type Context, type ExitCode, type Input } from '../command.ts';
import { withServer, type Connection } from '../server/connection.ts';
import { runImport } from './import-run.ts';
import { IMPORT_OPTIONS, runReferenceImport } from './reference-import.ts';
import { createUpload } from './upload.ts';

export const importAreas: Command = {
  name: 'import areas',
  words: {
    zh: '导入区域与边界（GeoJSON、CSV），或由点位推定临时边界',
    en: 'Import areas and boundaries (GeoJSON, CSV), or guess boundaries from points',
  },
  options: {
    model: {
      value: 'MODEL',
      words: {
        zh: '治理模型（models/ 下的目录名），与 --points 同用',
        en: 'Governance model (a folder below models/), together with --points',
      },
    },
    points: { value: 'FILE', words: { zh: '点位 CSV，与 --outline 同用', en: 'CSV of points, together with --outline' } },
    outline: { value: 'FILE', words: { zh: '外轮廓 GeoJSON', en: 'GeoJSON of the outline' } },
    file: { value: 'FILE', words: { zh: '含边界的 GeoJSON 或 CSV', en: 'GeoJSON or CSV with boundaries' } },
    system: {
      value: 'SYSTEM',
      oneOf: ['WGS84', 'GCJ02', 'BD09'],
      words: {
        zh: '坐标系：WGS84（默认，即 CGCS2000）、GCJ02、BD09',
        en: 'Coordinates: WGS84 (unless told; also CGCS2000), GCJ02 or BD09',
      },
    },
    parent: {
      value: 'CODE',
      words: { zh: '未写上级的行归于此编码的区域', en: 'Code of the area that rows without parent belong to' },
    },
    repair: { words: { zh: '按建议修复缝隙与重叠', en: 'Carry out the suggested repairs of gaps and overlaps' } },
    ...IMPORT_OPTIONS,
  },
  check: (input) => faultIn(input),
  run: (input, context) =>
    withServer(context, (connection) => (textOf(input, 'model') === undefined ? plain : byModel)(input, context, connection)),
};

function faultIn(input: Input) {
  const has = (name: string): boolean => input.options[name] !== undefined;
  if (has('file') === has('points'))
    return { zh: '请给出 --file，或 --points 与 --outline', en: 'Give either --file, or --points with --outline' };
  if (has('points') !== has('outline'))
    return { zh: '--points 与 --outline 须同时给出', en: '--points and --outline go together' };
  if (has('model') && has('file'))
    return { zh: '--model 与 --points 同用，不与 --file 同用', en: '--model goes with --points, not with --file' };
  const unused = ['system', 'parent', 'repair'].find(has);
  if (has('model') && unused !== undefined)
    return { zh: `模型已规定 --${unused}`, en: `The model decides what --${unused} would say` };
  return undefined;
}

/** A model says how its files are read and which areas, units and desks come with them. */
async function byModel(input: Input, context: Context, connection: Connection): Promise<ExitCode> {
  const files = { file: textOf(input, 'points'), outline: textOf(input, 'outline') };
  const upload = await createUpload({ kind: 'areas', model: textOf(input, 'model') }, files);
  return runImport(upload, connection, input, context);
}

async function plain(input: Input, context: Context, connection: Connection): Promise<ExitCode> {
  const points = textOf(input, 'points');
  const options = {
    system: textOf(input, 'system'),
    parentCode: textOf(input, 'parent'),
    repair: input.options.repair === true,
    mode: points === undefined ? 'import' : 'bootstrap',
  };
  const files = { file: points ?? textOf(input, 'file'), outline: textOf(input, 'outline') };
  const body = await createUpload({ options: JSON.stringify(options) }, files);
  const client = connection.client(areaRoutes);
  return runReferenceImport(
    {
      preview: () => client.previewAreaImport({ body }),
      apply: (importId) => client.applyAreaImport({ params: { importId }, body: {} }),
    },
    input,
    context,
  );
}
