import { statisticsRoutes } from '@gridward/contract';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { createCaseExport } from './case-export.service.ts';
import { createCaseStatistics, type CaseStatistics } from './case-statistics.service.ts';
import type { StatisticsDoors } from './statistics-doors.ts';

export type { StatisticsDoors } from './statistics-doors.ts';

/** The door of the statistics module. */
export interface Statistics {
  readonly countCases: CaseStatistics['count'];
  routes(host: Host): void;
}

export function createStatistics(platform: Platform, doors: StatisticsDoors): Statistics {
  const statistics = createCaseStatistics(platform, doors);
  const caseExport = createCaseExport(platform, doors, statistics);
  return {
    countCases: statistics.count,
    routes(host) {
      host.serve(statisticsRoutes.countCases, ({ query }, call) => statistics.count(query, call.actor));
      host.serve(statisticsRoutes.exportCaseCounts, ({ query }, call) => caseExport.counts(query, call));
      host.serve(statisticsRoutes.exportCases, ({ query }, call) => caseExport.cases(query, call));
    },
  };
}
