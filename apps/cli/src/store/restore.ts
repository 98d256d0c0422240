import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { restore as loadArchive } from '@gridward/db';
import { textOf, type Command, type Context } from '../command.ts';
import { FORMAT, printArchive, withTableProgress } from './archive-report.ts';
import { assertNoServer, filesFolder, keyFile, withStore } from './open-here.ts';

export const restore: Command = {
  name: 'restore',
  words: { zh: '把备份恢复到空的数据目录或数据库', en: 'Restore a backup into an empty data folder or database' },
  operands: ['FILE'],
  options: FORMAT,
  details: {
    zh: '恢复要么全部成功，要么不留痕迹；逐表核对行数与校验和。目标不得有数据，也不得有服务端在运行。',
    en: 'All or nothing; rows and checksums of every table are compared. The target must hold no data, and no server may run on it.',
  },
  async run(input, context) {
    const file = resolve(input.operands[0] ?? '');
    const { dataDir } = context.settings;
    await assertNoServer(context);
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const manifest = await withStore(context, (store) =>
      withTableProgress({ zh: '恢复', en: 'restoring' }, context, (onProgress) =>
        loadArchive(file, store, { filesDir: filesFolder(dataDir), onProgress }),
      ),
    );
    printArchive(manifest, { zh: `已恢复到 ${dataDir}`, en: `Restored into ${dataDir}` }, textOf(input, 'format'), context);
    if (!holdsKey(context)) context.say(aboutKey(context));
    return 0;
  },
};

const holdsKey = ({ settings }: Context): boolean =>
  settings.environment.GRIDWARD_KEY !== undefined || existsSync(keyFile(settings.dataDir));

const aboutKey = ({ settings }: Context) => ({
  zh: `启动服务端之前，请把原来的保密库密钥放到 ${keyFile(settings.dataDir)}（权限 0600），或设置 GRIDWARD_KEY。`,
  en: `Before you start the server, put the former key of the vault to ${keyFile(settings.dataDir)} (mode 0600), or set GRIDWARD_KEY.`,
});
