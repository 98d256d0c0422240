import { migrateStore as moveStore, openStore } from '@gridward/db';
import { textOf, type Command, type Context } from '../command.ts';
import { Refusal } from '../terminal/words.ts';
import { FORMAT, printArchive, withTableProgress } from './archive-report.ts';
import { assertNoServer, assertStoreExists, filesFolder, keyFile, withStore } from './open-here.ts';

export const migrateStore: Command = {
  name: 'migrate-store',
  words: {
    zh: '把当前数据迁到另一台 PostgreSQL，并逐表核对',
    en: 'Move the store to another PostgreSQL and compare every table',
  },
  options: {
    to: {
      value: 'DATABASE_URL',
      required: true,
      words: { zh: '目标：空的数据库，PostgreSQL 15 或更新', en: 'Target: an empty database, PostgreSQL 15 or newer' },
    },
    ...FORMAT,
  },
  details: {
    zh: '请先停止服务端。原数据保持不变；附件与密钥仍在数据目录中。',
    en: 'Stop the server first. The source stays as it is; attachments and key remain in the data folder.',
  },
  async run(input, context) {
    const target = textOf(input, 'to') ?? '';
    if (!/^postgres(ql)?:\/\//.test(target)) {
      throw new Refusal({
        zh: '--to 须写成 postgresql://用户:密码@主机:端口/数据库',
        en: '--to is written postgresql://user:password@host:port/database',
      });
    }
    await assertNoServer(context);
    assertStoreExists(context);
    const manifest = await withStore(context, async (from) => {
      if (from.databaseUrl === target) throw new Refusal({ zh: '目标就是当前数据库', en: 'The target is the current database' });
      const to = await openStore({ dataDir: from.dataDir, databaseUrl: target, schema: context.settings.schema });
      try {
        const options = { clock: context.clock, workDir: from.dataDir };
        return await withTableProgress({ zh: '迁移', en: 'moving' }, context, (onProgress) =>
          moveStore(from, to, { ...options, onProgress }),
        );
      } finally {
        await to.close();
      }
    });
    printArchive(
      manifest,
      { zh: '已迁移，逐表核对一致', en: 'Moved; every table is the same' },
      textOf(input, 'format'),
      context,
    );
    context.say(next(context));
    return 0;
  },
};

const next = ({ settings: { dataDir } }: Context) => ({
  zh: `今后启动时设置 DATABASE_URL 为新地址，GRIDWARD_DATA 仍为 ${dataDir}：附件（${filesFolder(dataDir)}）与密钥（${keyFile(dataDir)}）仍在那里。`,
  en: `From now on start with DATABASE_URL set to the new address and GRIDWARD_DATA still ${dataDir}: attachments (${filesFolder(dataDir)}) and the key (${keyFile(dataDir)}) stay there.`,
});
