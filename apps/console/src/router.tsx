import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { appraisalFrom } from './features/appraisal/appraisal-search.ts';
import { filtersFrom } from './features/cases/list/filters.ts';
import { QueuePage } from './features/cases/list/queue-page.tsx';
import { isQueueId } from './features/cases/list/queues.ts';
import { CasePage } from './features/cases/page/case-page.tsx';
import { HomePage } from './features/shell/home-page.tsx';
import { Shell } from './features/shell/shell.tsx';
import { PageMissing, PageCrashed } from './ui/page-missing.tsx';
import { statisticsFrom } from './features/statistics/list-behind.ts';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: PageMissing, errorComponent: PageCrashed });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: HomePage,
});

const queueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queue/$queue',
  validateSearch: (search: Record<string, unknown>): { case?: string } =>
    typeof search['case'] === 'string' ? { case: search['case'] } : {},
  component: function QueueRoute() {
    const { queue } = queueRoute.useParams();
    const search = queueRoute.useSearch();
    return isQueueId(queue) ? <QueuePage queue={queue} caseId={search.case ?? null} /> : <PageMissing />;
  },
});

const CaseListPage = lazyRouteComponent(() => import('./features/cases/list/case-list-page.tsx'), 'CaseListPage');
const casesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cases',
  validateSearch: filtersFrom,
  component: function CasesRoute() {
    return <CaseListPage filters={casesRoute.useSearch()} />;
  },
});

const caseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cases/$caseId',
  component: function CaseRoute() {
    return <CasePage caseId={caseRoute.useParams().caseId} />;
  },
});

const newCaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new',
  component: lazyRouteComponent(() => import('./features/intake/new-case-page.tsx'), 'NewCasePage'),
});

const StatisticsPage = lazyRouteComponent(() => import('./features/statistics/statistics-page.tsx'), 'StatisticsPage');
const statisticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/statistics',
  validateSearch: statisticsFrom,
  component: function StatisticsRoute() {
    return <StatisticsPage search={statisticsRoute.useSearch()} />;
  },
});

const AppraisalPage = lazyRouteComponent(() => import('./features/appraisal/appraisal-page.tsx'), 'AppraisalPage');
const appraisalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/appraisal',
  validateSearch: appraisalFrom,
  component: function AppraisalRoute() {
    return <AppraisalPage search={appraisalRoute.useSearch()} />;
  },
});

const secondChecksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-checks',
  component: lazyRouteComponent(() => import('./features/verification/second-checks-page.tsx'), 'SecondChecksPage'),
});

const meRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/me',
  component: lazyRouteComponent(() => import('./features/session/me-page.tsx'), 'MePage'),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/audit',
  component: lazyRouteComponent(() => import('./features/administration/audit-page.tsx'), 'AuditPage'),
});

const outgoingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/outgoing',
  component: lazyRouteComponent(() => import('./features/administration/outgoing-page.tsx'), 'OutgoingPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/imports',
  component: lazyRouteComponent(() => import('./features/administration/imports-page.tsx'), 'ImportsPage'),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  queueRoute,
  casesRoute,
  newCaseRoute,
  caseRoute,
  statisticsRoute,
  appraisalRoute,
  secondChecksRoute,
  meRoute,
  auditRoute,
  outgoingRoute,
  importsRoute,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  // One page that fails leaves the frame around it standing.
  defaultErrorComponent: PageCrashed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
