import { organisationRoutes } from '@gridward/contract';
import { textOf, type Command } from '../command.ts';
import { withServer } from '../server/connection.ts';
import { IMPORT_OPTIONS, runReferenceImport } from './reference-import.ts';
import { createUpload } from './upload.ts';

export const importUnits: Command = {
  name: 'import units',
  words: { zh: '导入机构（CSV）', en: 'Import units (CSV)' },
  options: {
    file: { value: 'FILE', required: true, words: { zh: 'CSV 文件', en: 'CSV file' } },
    parent: {
      value: 'CODE',
      words: { zh: '未写上级的行归于此编码的机构', en: 'Code of the unit that rows without parent belong to' },
    },
    'external-system': {
      value: 'NAME',
      words: { zh: '外部编号列所属的系统', en: 'System whose ids the column of external ids holds' },
    },
    ...IMPORT_OPTIONS,
  },
  async run(input, context) {
    const options = { parentCode: textOf(input, 'parent'), externalSystem: textOf(input, 'external-system') };
    const body = await createUpload({ options: JSON.stringify(options) }, { file: textOf(input, 'file') });
    return withServer(context, (connection) => {
      const client = connection.client(organisationRoutes);
      return runReferenceImport(
        {
          preview: () => client.previewUnitImport({ body }),
          apply: (importId) => client.applyUnitImport({ params: { importId }, body: {} }),
        },
        input,
        context,
      );
    });
  },
};
