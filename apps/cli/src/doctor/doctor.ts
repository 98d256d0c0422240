import { systemRoutes } from '@gridward/contract';
import { textOf, type Command, type Context } from '../command.ts';
import { problemText, withServer, type Connection } from '../server/connection.ts';
import { Refusal } from '../terminal/words.ts';
import { programVersion } from '../work/version.ts';
import { describeFindings, type DoctorFinding } from './finding.ts';
import { findInStore } from './store-findings.ts';

export const doctor: Command = {
  name: 'doctor',
  words: {
    zh: '体检：数据库、密钥、岗位、日历、队列、审计、备份',
    en: 'Check database, key, desks, calendar, queues, audit log, backup',
  },
  options: {
    format: {
      value: 'FORMAT',
      oneOf: ['table', 'json'],
      words: { zh: '输出格式，默认 table', en: 'Form of the answer, table unless told' },
    },
  },
  details: {
    zh: '每项为正常、注意或故障，并说明怎么办；有故障时退出码为 1。没有服务端在运行时，会临时启动一个。',
    en: 'Each line is ok, warn or FAIL with what to do; the exit code is 1 when something failed. Starts a server for itself when none runs.',
  },
  async run(input, context) {
    const findings = [aboutProgram(), ...(await lookOver(context))];
    if (textOf(input, 'format') === 'json')
      context.print(JSON.stringify(findings.map((finding) => inOneLanguage(finding, context))));
    else context.print(describeFindings(findings, context.pick));
    return findings.some(({ level }) => level === 'fail') ? 1 : 0;
  },
};

const inOneLanguage = ({ check, level, message, advice }: DoctorFinding, { pick }: Context) => ({
  check,
  level,
  message: pick(message),
  advice: advice === null ? null : pick(advice),
});

function aboutProgram(): DoctorFinding {
  const text = `gridward ${programVersion()}, Node.js ${process.versions.node}, ${process.platform}-${process.arch}`;
  return { check: 'program', level: 'ok', message: { zh: text, en: text }, advice: null };
}

/** A server that does not start is a finding; what its database says is then read without it. */
async function lookOver(context: Context): Promise<DoctorFinding[]> {
  try {
    return await withServer(context, async (connection) => [
      serves,
      ...(await findInStore(context)),
      ...(await askServer(connection)),
    ]);
  } catch (error) {
    if (!(error instanceof Refusal) || context.signal.aborted) throw error;
    const message = error.words;
    const advice = { zh: '见 docs/operations/troubleshooting.md', en: 'See docs/operations/troubleshooting.md' };
    return [{ check: 'serving', level: 'fail', message, advice }, ...(await findInStore(context))];
  }
}

const serves: DoctorFinding = { check: 'serving', level: 'ok', message: { zh: '可以服务', en: 'serves' }, advice: null };

/** Key, desks, calendar, leaders, queues and audit are the server's business. */
async function askServer(connection: Connection): Promise<DoctorFinding[]> {
  const answer = await connection.client(systemRoutes).doctor({});
  if (answer.ok) return answer.value.findings;
  const text = problemText(answer.problem);
  return [
    {
      check: 'serving',
      level: 'fail',
      message: { zh: text, en: text },
      advice: { zh: '请看服务端日志', en: 'See the log of the server' },
    },
  ];
}
