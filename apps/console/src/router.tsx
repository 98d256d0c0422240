import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { appraisalFrom } from './features/appraisal/appraisal-search.ts';
import { filtersFrom } from './features/cases/list/filters.ts';
import { QueuePage } from './features/cases/list/queue-page.tsx';
import { isQueueId } from './features/cases/list/queues.ts';
import { CasePage } from './features/cases/page/case-page.tsx';
import { boardFrom } from './features/command/board/board-search.ts';
import { handoverFrom } from './features/command/handover/handover-search.ts';
import { ordersFrom } from './features/command/orders/orders-search.ts';
import { HomePage } from './features/shell/home-page.tsx';
import { Shell } from './features/shell/shell.tsx';
import { readAddress } from './platform/address.ts';
import { PageMissing, PageCrashed } from './ui/page-missing.tsx';
import { statisticsFrom } from './features/statistics/list-behind.ts';
import { patiently } from './platform/patiently.ts';

/** Keeps of an address only these names, as text. */
const pick =
  <K extends string>(...names: readonly K[]) =>
  (search: Record<string, unknown>): Partial<Record<K, string>> =>
    Object.fromEntries(
      names.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
    ) as Partial<Record<K, string>>;

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

const CaseListPage = lazyRouteComponent(
  () => patiently(() => import('./features/cases/list/case-list-page.tsx')),
  'CaseListPage',
);
const casesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cases',
  validateSearch: filtersFrom,
  component: function CasesRoute() {
    return <CaseListPage filters={casesRoute.useSearch()} />;
  },
});

const CaseMapPage = lazyRouteComponent(() => patiently(() => import('./features/map/case-map-page.tsx')), 'CaseMapPage');
const caseMapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cases/map',
  validateSearch: filtersFrom,
  component: function CaseMapRoute() {
    return <CaseMapPage filters={caseMapRoute.useSearch()} />;
  },
});

const verificationMapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verification/map',
  component: lazyRouteComponent(
    () => patiently(() => import('./features/verification/verification-map-page.tsx')),
    'VerificationMapPage',
  ),
});

const baseMapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/base-map',
  component: lazyRouteComponent(
    () => patiently(() => import('./features/administration/base-map/base-map-page.tsx')),
    'BaseMapPage',
  ),
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
  component: lazyRouteComponent(() => patiently(() => import('./features/intake/new-case-page.tsx')), 'NewCasePage'),
});

const StatisticsPage = lazyRouteComponent(
  () => patiently(() => import('./features/statistics/statistics-page.tsx')),
  'StatisticsPage',
);
const statisticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/statistics',
  validateSearch: statisticsFrom,
  component: function StatisticsRoute() {
    return <StatisticsPage search={statisticsRoute.useSearch()} />;
  },
});

const AppraisalPage = lazyRouteComponent(
  () => patiently(() => import('./features/appraisal/appraisal-page.tsx')),
  'AppraisalPage',
);
const appraisalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/appraisal',
  validateSearch: appraisalFrom,
  component: function AppraisalRoute() {
    return <AppraisalPage search={appraisalRoute.useSearch()} />;
  },
});

const SecondChecksPage = lazyRouteComponent(
  () => patiently(() => import('./features/verification/second-checks-page.tsx')),
  'SecondChecksPage',
);
const secondChecksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-checks',
  validateSearch: pick('view', 'check'),
  component: function SecondChecksRoute() {
    return <SecondChecksPage search={secondChecksRoute.useSearch()} />;
  },
});

const CommandPage = lazyRouteComponent(() => patiently(() => import('./features/command/board/command-page.tsx')), 'CommandPage');
const commandRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/command',
  validateSearch: boardFrom,
  component: function CommandRoute() {
    return <CommandPage search={commandRoute.useSearch()} />;
  },
});

const OrdersPage = lazyRouteComponent(() => patiently(() => import('./features/command/orders/orders-page.tsx')), 'OrdersPage');
const ordersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/command/orders',
  validateSearch: ordersFrom,
  component: function OrdersRoute() {
    return <OrdersPage search={ordersRoute.useSearch()} />;
  },
});

const HandoverPage = lazyRouteComponent(
  () => patiently(() => import('./features/command/handover/handover-page.tsx')),
  'HandoverPage',
);
const handoverRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/command/handover',
  validateSearch: handoverFrom,
  component: function HandoverRoute() {
    return <HandoverPage search={handoverRoute.useSearch()} />;
  },
});

const WallPage = lazyRouteComponent(() => patiently(() => import('./features/command/wall/wall-page.tsx')), 'WallPage');
const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
  validateSearch: ({ areaId }: Record<string, unknown>): { areaId?: string } =>
    typeof areaId === 'string' && areaId !== '' ? { areaId } : {},
  component: function WallRoute() {
    return <WallPage areaId={wallRoute.useSearch().areaId} />;
  },
});

const meRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/me',
  component: lazyRouteComponent(() => patiently(() => import('./features/session/me-page.tsx')), 'MePage'),
});

const AreasPage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/areas/areas-page.tsx')),
  'AreasPage',
);
const areasRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/areas',
  validateSearch: pick('area'),
  component: function AreasRoute() {
    return <AreasPage search={areasRoute.useSearch()} />;
  },
});

const OrganisationPage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/organisation/organisation-page.tsx')),
  'OrganisationPage',
);
const organisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/organisation',
  validateSearch: pick('tab', 'unit', 'person', 'appoint', 'area', 'duty'),
  component: function OrganisationRoute() {
    return <OrganisationPage search={organisationRoute.useSearch()} />;
  },
});

const RolesPage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/roles/roles-page.tsx')),
  'RolesPage',
);
const rolesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/roles',
  validateSearch: pick('tab', 'role', 'person'),
  component: function RolesRoute() {
    return <RolesPage search={rolesRoute.useSearch()} />;
  },
});

const accountsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/accounts',
  component: lazyRouteComponent(
    () => patiently(() => import('./features/administration/accounts/accounts-page.tsx')),
    'AccountsPage',
  ),
});

const batchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dispatch/batch',
  component: lazyRouteComponent(() => patiently(() => import('./features/dispatch/batch-page.tsx')), 'BatchPage'),
});

const deferralsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/deferrals',
  component: lazyRouteComponent(() => patiently(() => import('./features/dispatch/deferral-page.tsx')), 'DeferralPage'),
});

const unitDeskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/unit-desk',
  component: lazyRouteComponent(() => patiently(() => import('./features/dispatch/unit-desk-page.tsx')), 'UnitDeskPage'),
});

const landmarksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/landmarks',
  component: lazyRouteComponent(
    () => patiently(() => import('./features/intake/landmark-import-page.tsx')),
    'LandmarkImportPage',
  ),
});

const CataloguePage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/catalogue/catalogue-page.tsx')),
  'CataloguePage',
);
const catalogueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/catalogue',
  validateSearch: pick('category'),
  component: function CatalogueRoute() {
    return <CataloguePage categoryId={catalogueRoute.useSearch().category ?? null} />;
  },
});

const ResponsibilityPage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/responsibility/responsibility-page.tsx')),
  'ResponsibilityPage',
);
const responsibilityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/responsibility',
  validateSearch: pick('tab', 'category', 'area', 'unit', 'origin', 'ended'),
  component: function ResponsibilityRoute() {
    return <ResponsibilityPage search={responsibilityRoute.useSearch()} />;
  },
});

const SettingsPage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/settings/settings-page.tsx')),
  'SettingsPage',
);
const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/settings',
  validateSearch: pick('tab'),
  component: function SettingsRoute() {
    return <SettingsPage tab={settingsRoute.useSearch().tab} />;
  },
});

const ImportsPage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/imports/imports-page.tsx')),
  'ImportsPage',
);
const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/imports',
  validateSearch: pick('run'),
  component: function ImportsRoute() {
    return <ImportsPage open={importsRoute.useSearch().run ?? null} />;
  },
});

const AuditPage = lazyRouteComponent(
  () => patiently(() => import('./features/administration/audit/audit-page.tsx')),
  'AuditPage',
);
const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/audit',
  validateSearch: pick('tab', 'group', 'account', 'object', 'from', 'to'),
  component: function AuditRoute() {
    return <AuditPage search={auditRoute.useSearch()} />;
  },
});

const healthRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/health',
  component: lazyRouteComponent(() => patiently(() => import('./features/administration/health/health-page.tsx')), 'HealthPage'),
});

const outgoingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/outgoing',
  component: lazyRouteComponent(
    () => patiently(() => import('./features/administration/health/outgoing-page.tsx')),
    'OutgoingPage',
  ),
});

const routeTree = rootRoute.addChildren([
  landmarksRoute,
  homeRoute,
  queueRoute,
  casesRoute,
  caseMapRoute,
  verificationMapRoute,
  baseMapRoute,
  newCaseRoute,
  caseRoute,
  batchRoute,
  deferralsRoute,
  unitDeskRoute,
  statisticsRoute,
  appraisalRoute,
  secondChecksRoute,
  commandRoute,
  ordersRoute,
  handoverRoute,
  wallRoute,
  meRoute,
  catalogueRoute,
  responsibilityRoute,
  settingsRoute,
  healthRoute,
  auditRoute,
  outgoingRoute,
  importsRoute,
  areasRoute,
  organisationRoute,
  rolesRoute,
  accountsRoute,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: readAddress,
  // One page that fails leaves the frame around it standing.
  defaultErrorComponent: PageCrashed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
