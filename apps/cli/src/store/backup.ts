import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { backup as writeBackup, type ArchiveManifest } from '@gridward/db';
import { textOf, type Command, type Context } from '../command.ts';
import { Refusal } from '../terminal/words.ts';
import { FORMAT, printArchive, withTableProgress } from './archive-report.ts';
import { assertStoreExists, filesFolder, keyFile, withStore } from './open-here.ts';

export const backup: Command = {
  name: 'backup',
  words: {
    zh: '备份数据库与附件到一个归档文件（服务端可照常运行）',
    en: 'Back up database and attachments to one archive, also while the server runs',
  },
  operands: ['FILE'],
  options: { replace: { words: { zh: '覆盖已有文件', en: 'Replace a file that exists' } }, ...FORMAT },
  details: {
    zh: '归档中没有保密库密钥（keys/vault.key 或 GRIDWARD_KEY）：请另行保存，没有它谁也读不到诉求人信息。',
    en: 'The key of the vault (keys/vault.key or GRIDWARD_KEY) is not in the archive: keep it elsewhere, without it nobody can read who reported.',
  },
  async run(input, context) {
    const file = resolve(input.operands[0] ?? '');
    if (existsSync(file) && input.options.replace !== true) {
      throw new Refusal({ zh: `${file} 已存在；要覆盖请加 --replace`, en: `${file} exists; add --replace to replace it` });
    }
    assertStoreExists(context);
    await mkdir(dirname(file), { recursive: true });
    const manifest = await write(file, context);
    printArchive(manifest, { zh: `已备份到 ${file}`, en: `Backed up to ${file}` }, textOf(input, 'format'), context);
    context.say(aboutKey(context));
    return 0;
  },
};

async function write(file: string, context: Context): Promise<ArchiveManifest> {
  const filesDir = filesFolder(context.settings.dataDir);
  try {
    return await withStore(context, (store) =>
      withTableProgress({ zh: '备份', en: 'backing up' }, context, (onProgress) =>
        writeBackup(store, file, { clock: context.clock, filesDir, onProgress }),
      ),
    );
  } finally {
    await rm(`${file}.partial`, { force: true });
  }
}

function aboutKey({ settings }: Context) {
  const place = settings.environment.GRIDWARD_KEY === undefined ? keyFile(settings.dataDir) : 'GRIDWARD_KEY';
  return {
    zh: `注意：保密库密钥（${place}）不在归档中，请分开保存。`,
    en: `Note: the key of the vault (${place}) is not in the archive. Keep it, and keep it apart.`,
  };
}
