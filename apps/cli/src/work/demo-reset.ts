import { systemRoutes } from '@gridward/contract';
import type { Command } from '../command.ts';
import { valueOf, withServer } from '../server/connection.ts';

export const demoReset: Command = {
  name: 'demo reset',
  words: {
    zh: '清空并重新载入演示县（仅演示模式）',
    en: 'Empty the store and load the demonstration county anew (demonstration mode only)',
  },
  async run(_input, context) {
    // A server that is started for this keeps the mode that the environment asks for: outside demonstration mode it refuses.
    const mode = context.settings.environment.GRIDWARD_DEMO ?? 'on';
    const { areas, units, cases } = await withServer(
      context,
      async (connection) => valueOf(await connection.client(systemRoutes).resetDemonstration({ body: {} })),
      { GRIDWARD_DEMO: mode },
    );
    context.print(
      context.pick({
        zh: `演示数据已重置：区域 ${areas}、机构 ${units}、案件 ${cases}`,
        en: `The demonstration county is new: ${areas} areas, ${units} units, ${cases} cases`,
      }),
    );
    return 0;
  },
};
