import { caseRoutes, catalogueRoutes, importRoutes, intakeRoutes } from '@gridward/contract';
import type { Host } from '../../http/host.ts';
import type { CategorySuggester } from './desk/category-suggestion.service.ts';
import type { IntakeTextReader } from './desk/intake-texts.service.ts';
import type { DuplicateFinder } from './duplicates/duplicate.service.ts';
import { inspectTable } from './file/inspection.service.ts';
import type { ResponsibilityImport } from './responsibility/responsibility-import.service.ts';
import type { Imports } from './runs/import.service.ts';
import type { Mappings } from './runs/mapping.service.ts';
import { receiveTable } from './runs/upload.ts';

export interface IntakeParts {
  readonly imports: Imports;
  readonly duplicates: DuplicateFinder;
  readonly suggester: CategorySuggester;
  readonly texts: IntakeTextReader;
  readonly mappings: Mappings;
  readonly responsibilities: ResponsibilityImport;
}

export function serveIntake(
  host: Host,
  { imports, duplicates, suggester, texts, mappings, responsibilities }: IntakeParts,
): void {
  host.serve(importRoutes.previewImport, (_input, call) => imports.receive(call));
  host.serve(importRoutes.listImports, ({ query }) => imports.list(query));
  host.serve(importRoutes.getImport, ({ params }) => imports.get(params.importId));
  host.serve(importRoutes.startImport, ({ params }) => imports.start(params.importId));
  host.serve(importRoutes.cancelImport, ({ params }) => imports.cancel(params.importId));
  host.serve(importRoutes.listImportFindings, ({ params, query }) => imports.findings(params.importId, query));
  host.serve(importRoutes.downloadImportFindings, ({ params }, call) => imports.download(params.importId, call));
  host.serve(importRoutes.inspectTable, async (_input, call) => {
    const received = await receiveTable(call.raw);
    return received.ok ? inspectTable(received.value.file, received.value.encoding) : received;
  });
  host.serve(importRoutes.listCaseMappings, () => mappings.list());
  host.write(importRoutes.saveCaseMapping, (input, call, trx) => mappings.save(input, call, trx));
  host.write(importRoutes.removeCaseMapping, ({ params }, call, trx) => mappings.remove(params.mappingId, call, trx));
  host.serve(catalogueRoutes.previewResponsibilityImport, (_input, call) => responsibilities.preview(call));
  host.serve(catalogueRoutes.applyResponsibilityImport, ({ params }, call) => responsibilities.apply(params.importId, call));
  host.serve(catalogueRoutes.getResponsibilityImport, ({ params }) => responsibilities.get(params.importId));
  host.serve(caseRoutes.findDuplicates, ({ query }, call) => duplicates.find(query, call.actor));
  host.serve(intakeRoutes.suggestCategories, ({ query }, call) => suggester.suggest(query, call.actor));
  host.serve(intakeRoutes.readIntakeTexts, () => texts.read());
}
