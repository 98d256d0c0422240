import type { SystemFinding } from '@gridward/contract';
import type { Finding as StoreFinding } from '@gridward/db';
import type { Words } from '../terminal/words.ts';

export type CheckName = SystemFinding['check'] | StoreFinding['check'] | 'program' | 'serving' | 'database' | 'clock';

/** One thing that was looked at. */
export interface DoctorFinding {
  readonly check: CheckName;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly message: Words;
  readonly advice: Words | null;
}

const LABELS: Readonly<Record<CheckName, Words>> = {
  program: { zh: '程序', en: 'program' },
  serving: { zh: '服务端', en: 'server' },
  database: { zh: '数据库', en: 'database' },
  server: { zh: '数据库版本', en: 'database version' },
  role: { zh: '数据库角色', en: 'database role' },
  extensions: { zh: '数据库扩展', en: 'database extensions' },
  chinese_search: { zh: '中文检索', en: 'search in Chinese' },
  migrations: { zh: '结构升级', en: 'migrations' },
  schema: { zh: '表结构', en: 'schema' },
  disk: { zh: '磁盘空间', en: 'disk space' },
  clock: { zh: '时钟', en: 'clock' },
  backup: { zh: '备份', en: 'backup' },
  vault_key: { zh: '保密库密钥', en: 'key of the vault' },
  duty_desks: { zh: '值守岗位', en: 'duty desks' },
  calendar: { zh: '工作日历', en: 'working calendar' },
  grid_leaders: { zh: '网格长', en: 'grid leaders' },
  outbox: { zh: '待发队列', en: 'outbox' },
  jobs: { zh: '后台任务', en: 'jobs' },
  audit: { zh: '审计日志', en: 'audit log' },
};

const MARKS: Readonly<Record<DoctorFinding['level'], Words>> = {
  ok: { zh: '正常', en: 'ok  ' },
  warn: { zh: '注意', en: 'warn' },
  fail: { zh: '故障', en: 'FAIL' },
};

/** The findings for reading: what to do stands below what was found. */
export function describeFindings(findings: readonly DoctorFinding[], pick: (words: Words) => string): string {
  const lines = findings.flatMap(({ check, level, message, advice }) => [
    `${pick(MARKS[level])}  ${pick(LABELS[check])}: ${pick(message)}`,
    ...(advice === null ? [] : [`      → ${pick(advice)}`]),
  ]);
  const count = (level: DoctorFinding['level']): number => findings.filter((finding) => finding.level === level).length;
  const [fails, warns] = [count('fail'), count('warn')];
  return [...lines, pick({ zh: `故障 ${fails}，注意 ${warns}`, en: `${fails} failed, ${warns} to look at` })].join('\n');
}
