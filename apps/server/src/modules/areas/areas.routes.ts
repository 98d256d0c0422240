import { areaRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { AreaReader } from './areas.reader.ts';
import type { AreaService } from './areas.service.ts';
import type { GridSizes } from './grid-size.service.ts';
import type { createImportRuns } from './import/runs/run.service.ts';

export interface AreaRouteDeps {
  readonly reader: AreaReader;
  readonly service: AreaService;
  readonly sizes: GridSizes;
  readonly imports: Pick<ReturnType<typeof createImportRuns>, 'preview' | 'apply' | 'get'>;
}

export function serveAreas(host: Host, { reader, service, sizes, imports }: AreaRouteDeps): void {
  host.serve(areaRoutes.listAreas, (input, call) => reader.list(input, call));
  host.serve(areaRoutes.getArea, (input, call) => reader.get(input, call));
  host.serve(areaRoutes.listBoundaries, (input, call) => reader.boundaries(input, call));
  host.serve(areaRoutes.getBoundaryVersion, (input, call) => reader.boundaryVersion(input, call));
  host.serve(areaRoutes.locate, (input) => reader.locate(input));
  host.write(areaRoutes.createArea, (input, call, trx) => service.create(input, call, trx));
  host.write(areaRoutes.updateArea, (input, call, trx) => service.update(input, call, trx));
  host.write(areaRoutes.retireArea, (input, call, trx) => service.retire(input, call, trx));
  host.write(areaRoutes.setBoundary, (input, call, trx) => service.setBoundary(input, call, trx));
  host.serve(areaRoutes.getGridSizeNorms, async () => ok(await sizes.norms()));
  host.write(areaRoutes.saveGridSizeNorms, (input, call, trx) => sizes.save(input, call, trx));
  host.serve(areaRoutes.previewAreaImport, (_, call) => imports.preview(call));
  host.serve(areaRoutes.applyAreaImport, ({ params }, call) => imports.apply(params.importId, call));
  host.serve(areaRoutes.getAreaImport, ({ params }) => imports.get(params.importId));
}
