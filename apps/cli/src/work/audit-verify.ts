import { accessRoutes } from '@gridward/contract';
import { textOf, type Command } from '../command.ts';
import { valueOf, withServer } from '../server/connection.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  words: { zh: '校验审计日志的哈希链', en: 'Verify the hash chain of the audit log' },
  options: {
    format: {
      value: 'FORMAT',
      oneOf: ['table', 'json'],
      words: { zh: '输出格式，默认 table', en: 'Form of the answer, table unless told' },
    },
  },
  details: {
    zh: '请把最后一个哈希另行记下：下次校验时即可看出末尾是否被截去。',
    en: 'Note the last hash elsewhere: later it shows whether the end was cut off.',
  },
  async run(input, context) {
    const found = await withServer(context, async (connection) => valueOf(await connection.client(accessRoutes).verifyAudit({})));
    const { entries, intact, brokenAt, lastHash } = found;
    if (textOf(input, 'format') === 'json') context.print(JSON.stringify(found));
    else if (intact)
      context.print(
        context.pick({
          zh: `完整：${entries} 条，最后哈希 ${lastHash}`,
          en: `Intact: ${entries} entries, last hash ${lastHash}`,
        }),
      );
    else {
      context.print(
        context.pick({
          zh: `第 ${brokenAt} 条起不一致，其前一条的哈希 ${lastHash}`,
          en: `Broken at entry ${brokenAt}; the hash of the entry before it is ${lastHash}`,
        }),
      );
    }
    return intact ? 0 : 1;
  },
};
