import { caseRoutes, importRoutes } from '@gridward/contract';
import type { Host } from '../../http/host.ts';
import type { DuplicateFinder } from './duplicates/duplicate.service.ts';
import type { Imports } from './runs/import.service.ts';

export function serveIntake(host: Host, imports: Imports, duplicates: DuplicateFinder): void {
  host.serve(importRoutes.previewImport, (_input, call) => imports.receive(call));
  host.serve(importRoutes.listImports, ({ query }) => imports.list(query));
  host.serve(importRoutes.getImport, ({ params }) => imports.get(params.importId));
  host.serve(importRoutes.startImport, ({ params }) => imports.start(params.importId));
  host.serve(importRoutes.cancelImport, ({ params }) => imports.cancel(params.importId));
  host.serve(importRoutes.listImportFindings, ({ params, query }) => imports.findings(params.importId, query));
  host.serve(importRoutes.downloadImportFindings, ({ params }, call) => imports.download(params.importId, call));
  host.serve(caseRoutes.findDuplicates, ({ query }, call) => duplicates.find(query, call.actor));
}
