import { caseListRoutes } from '@gridward/contract';
import type { Host } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { CaseDoors } from '../case-doors.ts';
import type { CaseReader } from '../case-read.service.ts';
import { createCaseCount } from './case-count.service.ts';
import { createCaseListExport } from './case-list-export.service.ts';
import { createCaseVerbs } from './case-verbs.service.ts';

/** What is asked of a list as a whole: its length, what may be done with its cases, its workbook. */
export function serveCaseLists(host: Host, platform: Platform, doors: CaseDoors, reader: CaseReader): void {
  const count = createCaseCount(platform, doors);
  const verbsOf = createCaseVerbs(platform, doors);
  const exportList = createCaseListExport(platform, doors, reader);
  host.serve(caseListRoutes.countCaseList, ({ query }, call) => count(query, call.actor));
  host.serve(caseListRoutes.listCaseVerbs, ({ query }, call) => verbsOf(query.ids, call.actor));
  host.serve(caseListRoutes.exportCaseList, ({ query }, call) => exportList(query, call));
}
