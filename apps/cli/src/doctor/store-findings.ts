import { inspectStore, type Finding as StoreFinding, type Store } from '@gridward/db';
import type { Clock } from '@gridward/core';
import type { Context } from '../command.ts';
import { withStore } from '../store/open-here.ts';
import { Refusal, type Words } from '../terminal/words.ts';
import { readDatabaseClock } from './database-clock.repository.ts';
import type { DoctorFinding } from './finding.ts';

const LEVELS = { ok: 'ok', warning: 'warn', error: 'fail' } as const;

const ADVICE: Readonly<Record<StoreFinding['check'], Words>> = {
  server: { zh: '改用 PostgreSQL 15 或更新版本', en: 'Use PostgreSQL 15 or newer' },
  role: {
    zh: '见 docs/operations/move-to-postgresql.md 中的角色设置',
    en: 'See the roles in docs/operations/move-to-postgresql.md',
  },
  extensions: {
    zh: '请数据库管理员在 public 模式中创建所缺扩展',
    en: 'Ask the database administrator to create the missing extensions in schema public',
  },
  chinese_search: {
    zh: '新建字符类型不是 C 的数据库（如 C.UTF-8），再用 migrate-store 迁移',
    en: 'Create a database whose character type is not C (for example C.UTF-8) and move there with migrate-store',
  },
  migrations: { zh: '启动服务端即会升级；若仍失败，请看其日志', en: 'Starting the server runs them; if that fails, see its log' },
  schema: {
    zh: '有人在程序之外改过表结构；请恢复，或从备份恢复到新库',
    en: 'Somebody changed tables outside the program; undo that, or restore a backup into a new store',
  },
  disk: { zh: '腾出磁盘空间或换更大的磁盘', en: 'Free some space or use a larger disk' },
  backup: { zh: '运行 gridward backup 文件，并定期执行', en: 'Run gridward backup FILE, and do so regularly' },
};

/** What can be seen of the database without the server. Never throws for a database that cannot be used: that is a finding. */
export async function findInStore(context: Context): Promise<DoctorFinding[]> {
  try {
    return await withStore(context, async (store) => [
      ...(await inspectStore(store, context.clock)).map(toFinding),
      await findClock(store, context.clock),
    ]);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const text = error instanceof Error ? error.message : String(error);
    return [{ check: 'database', level: 'fail', message: { zh: text, en: text }, advice: SEE_TROUBLESHOOTING }];
  }
}

const SEE_TROUBLESHOOTING: Words = { zh: '见 docs/operations/troubleshooting.md', en: 'See docs/operations/troubleshooting.md' };

/** The details are names, numbers and paths, which are the same in both languages. */
const toFinding = ({ check, level, message }: StoreFinding): DoctorFinding => ({
  check,
  level: LEVELS[level],
  message: { zh: message, en: message },
  advice: level === 'ok' ? null : ADVICE[check],
});

/** Limits are told by the server's clock, and rows by the database's: a second apart is noticed by nobody, a minute by everybody. */
const CLOCK_WARN_MS = 2_000;
const CLOCK_FAIL_MS = 60_000;

async function findClock(store: Store, clock: Clock): Promise<DoctorFinding> {
  const beforeMs = clock.now();
  const databaseMs = await readDatabaseClock(store);
  const offsetMs = Math.round(databaseMs - (beforeMs + clock.now()) / 2);
  return judgeClock(offsetMs);
}

/** What an offset between the clocks of database and machine means. */
export function judgeClock(offsetMs: number): DoctorFinding {
  const apartMs = Math.abs(offsetMs);
  const level = apartMs > CLOCK_FAIL_MS ? 'fail' : apartMs > CLOCK_WARN_MS ? 'warn' : 'ok';
  return {
    check: 'clock',
    level,
    message: { zh: `数据库与本机相差 ${offsetMs} 毫秒`, en: `the database is ${offsetMs} ms off this machine` },
    advice: level === 'ok' ? null : { zh: '在两台机器上都启用 NTP 校时', en: 'Let both machines keep time by NTP' },
  };
}
