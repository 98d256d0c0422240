import type { SystemFinding } from '@gridward/contract';
import type { Platform } from '../../platform/deps.ts';
import type { JobBoard } from '../../platform/job-board.ts';
import type { Audit } from '../access/index.ts';
import type { Notify } from '../notify/index.ts';
import { calendarNotice } from './calendar-notice.policy.ts';
import { countGridsWithoutLeader, listMissingDesks, readPublishedUntil } from './system.repository.ts';

const ROOT_DUTIES = ['intake', 'dispatch', 'verification', 'fallback'] as const;
const OUTBOX_LATE_MS = 600_000;

type Words = SystemFinding['message'];
type Check = SystemFinding['check'];

const finding = (check: Check, level: SystemFinding['level'], message: Words, advice: Words | null = null): SystemFinding => ({
  check,
  level,
  message,
  advice,
});
const words = (zh: string, en: string): Words => ({ zh, en });

export interface DoctorDoors {
  readonly audit: Pick<Audit, 'verify'>;
  readonly notify: Pick<Notify, 'health'>;
  readonly jobs: JobBoard;
}

/** Everything that the server can find out about its own configuration, in words and with what to do. */
export async function examine(platform: Platform, doors: DoctorDoors): Promise<SystemFinding[]> {
  return [
    // The server refuses to start with a key that does not open this database, so an answer is the proof.
    finding('vault_key', 'ok', words('保险库密钥可用', 'The vault key opens this database')),
    await checkDesks(platform),
    await checkCalendar(platform),
    await checkLeaders(platform),
    await checkOutbox(platform, doors),
    await checkJobs(doors),
    await checkAudit(platform, doors),
  ];
}

async function checkDesks({ store, clock }: Platform): Promise<SystemFinding> {
  const missing = await listMissingDesks(store, ROOT_DUTIES, new Date(clock.now()));
  if (missing.length === 0) return finding('duty_desks', 'ok', words('根区域的值守席位齐全', 'The root areas have every desk'));
  const list = missing.map(({ area, duty }) => `${area}: ${duty}`).join(', ');
  const advice = words(
    '在机构管理中为根区域设置席位，否则案件无人负责',
    'Set the desks of the root area, or cases there would have no owner',
  );
  return finding('duty_desks', 'fail', words(`缺少席位 ${list}`, `Missing desks ${list}`), advice);
}

async function checkCalendar({ store, clock }: Platform): Promise<SystemFinding> {
  const published = await readPublishedUntil(store);
  const advice = words('补录节假日安排并更新公布截止日期', 'Enter the holidays and set the published-until date');
  if (published === null) return finding('calendar', 'fail', words('没有工作日历', 'There is no working calendar'), advice);
  const { until } = published;
  const message = words(`工作日历公布至 ${until}`, `The calendar is published until ${until}`);
  const notice = calendarNotice(published, clock.now());
  if (notice === 'fine') return finding('calendar', 'ok', message);
  return finding('calendar', notice === 'over' ? 'fail' : 'warn', message, advice);
}

async function checkLeaders({ store, clock }: Platform): Promise<SystemFinding> {
  const { grids, withoutLeader } = await countGridsWithoutLeader(store, new Date(clock.now()));
  const message = words(`${grids} 个网格，${withoutLeader} 个没有网格长`, `${grids} grids, ${withoutLeader} without a leader`);
  const advice = words('在缺口清单中补派网格长', 'Fill the posts on the list of gaps');
  return finding('grid_leaders', withoutLeader > 0 ? 'warn' : 'ok', message, withoutLeader > 0 ? advice : null);
}

async function checkOutbox({ clock }: Platform, { notify }: DoctorDoors): Promise<SystemFinding> {
  const { waiting, dead, oldestWaitingAt } = await notify.health();
  const late = oldestWaitingAt !== null && clock.now() - oldestWaitingAt.getTime() > OUTBOX_LATE_MS;
  const message = words(`发件箱待投递 ${waiting}，放弃 ${dead}`, `Outbox: ${waiting} waiting, ${dead} given up`);
  const advice = words(
    '查看发件记录中的失败原因（例如短信网关未配置）',
    'Look at the reasons in the list of outgoing messages, such as a gateway that is not configured',
  );
  return finding('outbox', dead > 0 || late ? 'warn' : 'ok', message, dead > 0 || late ? advice : null);
}

async function checkJobs({ jobs }: DoctorDoors): Promise<SystemFinding> {
  const failed = (await jobs.states()).filter(({ lastOutcome }) => lastOutcome === 'failed');
  if (failed.length === 0) return finding('jobs', 'ok', words('后台任务正常', 'Background jobs are fine'));
  const list = failed.map(({ name, detail }) => `${name}: ${detail ?? ''}`).join('; ');
  return finding(
    'jobs',
    'warn',
    words(`后台任务失败 ${list}`, `Failed jobs ${list}`),
    words('查看服务日志', "Look at the server's log"),
  );
}

async function checkAudit({ store }: Platform, { audit }: DoctorDoors): Promise<SystemFinding> {
  const { entries, intact, brokenAt } = await audit.verify(store.db);
  if (intact) return finding('audit', 'ok', words(`审计日志 ${entries} 条，链完整`, `Audit log of ${entries} entries is intact`));
  const message = words(`审计日志在第 ${brokenAt ?? 0} 条处被改动`, `The audit log was changed at entry ${brokenAt ?? 0}`);
  return finding(
    'audit',
    'fail',
    message,
    words('保留现场，对照备份查明改动', 'Preserve the evidence and compare with a backup'),
  );
}
