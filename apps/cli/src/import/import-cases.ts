import { IMPORT_MODES, TEXT_ENCODINGS } from '@gridward/contract';
import { textOf, type Command } from '../command.ts';
import { withServer } from '../server/connection.ts';
import { runImport } from './import-run.ts';
import { IMPORT_OPTIONS } from './reference-import.ts';
import { createUpload } from './upload.ts';

export const importCases: Command = {
  name: 'import cases',
  words: { zh: '导入案件（CSV、XLSX）', en: 'Import cases (CSV, XLSX)' },
  operands: ['FILE'],
  options: {
    model: {
      value: 'MODEL',
      words: {
        zh: '治理模型（models/ 下的目录名），其中有列的对应关系',
        en: 'Governance model (a folder below models/) that says what the columns are',
      },
    },
    mapping: {
      value: 'FILE',
      words: {
        zh: '列的对应关系（JSON），用于没有模型的文件',
        en: 'What the columns are (JSON), for a layout that no model knows',
      },
    },
    mode: {
      value: 'MODE',
      required: true,
      oneOf: IMPORT_MODES,
      words: {
        zh: 'historical：别处已办结，只计数；live：进入流程',
        en: 'historical: closed elsewhere, only counted; live: enters the loop',
      },
    },
    encoding: {
      value: 'NAME',
      oneOf: TEXT_ENCODINGS,
      words: { zh: '文件编码，默认 utf-8', en: 'Encoding of the file, utf-8 unless told' },
    },
    ...IMPORT_OPTIONS,
  },
  check: ({ options }) =>
    options.model === undefined && options.mapping === undefined
      ? { zh: '请给出 --model 或 --mapping', en: 'Give --model or --mapping' }
      : undefined,
  details: {
    zh: '有错的行会逐行列出，其余照常导入（退出码 0）。重复执行同一命令是安全的；Ctrl-C 之后再执行即继续。',
    en: 'Lines with errors are listed one by one, all others are imported (exit code 0). Repeating the command is safe; after Ctrl-C it continues.',
  },
  async run(input, context) {
    const fields = {
      kind: 'cases',
      model: textOf(input, 'model'),
      mode: textOf(input, 'mode'),
      encoding: textOf(input, 'encoding'),
    };
    const upload = await createUpload(fields, { file: input.operands[0], mapping: textOf(input, 'mapping') });
    return withServer(context, (connection) => runImport(upload, connection, input, context));
  },
};
