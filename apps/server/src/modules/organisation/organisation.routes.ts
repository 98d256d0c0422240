import { appointmentRoutes, organisationRoutes as routes } from '@gridward/contract';
import type { Host } from '../../http/host.ts';
import type { createImportRuns } from '../areas/index.ts';
import type { AppointmentsReader } from './appointments/appointments.reader.ts';
import type { OrganisationReader } from './organisation.reader.ts';
import type { OrganisationService } from './organisation.service.ts';

export interface OrganisationRouteDeps {
  readonly reader: OrganisationReader;
  readonly appointments: AppointmentsReader;
  readonly service: OrganisationService;
  readonly imports: Pick<ReturnType<typeof createImportRuns>, 'preview' | 'apply' | 'get'>;
}

export function serveOrganisation(host: Host, { reader, appointments, service, imports }: OrganisationRouteDeps): void {
  host.serve(routes.listUnits, (input) => reader.listUnits(input));
  host.serve(routes.getUnit, (input, call) => reader.getUnit(input, call));
  host.serve(routes.listStaff, (input) => reader.listStaff(input));
  host.serve(routes.listPersons, (input) => reader.listPersons(input));
  host.serve(routes.getTeam, (input, call) => reader.getTeam(input, call));
  host.serve(routes.listGaps, (input, call) => reader.listGaps(input, call));
  host.serve(routes.listDesks, () => reader.listDesks());
  host.serve(appointmentRoutes.listPosts, (input) => appointments.listPosts(input));
  host.serve(appointmentRoutes.listAppointees, (input) => appointments.listAppointees(input));
  host.write(routes.createUnit, (input, call, trx) => service.createUnit(input, call, trx));
  host.write(routes.updateUnit, (input, call, trx) => service.updateUnit(input, call, trx));
  host.write(routes.retireUnit, (input, call, trx) => service.retireUnit(input, call, trx));
  host.write(routes.createPerson, (input, call, trx) => service.createPerson(input, call, trx));
  host.write(routes.updatePerson, (input, call, trx) => service.updatePerson(input, call, trx));
  host.write(routes.grantPost, (input, call, trx) => service.grantPost(input, call, trx));
  host.write(routes.endPost, (input, call, trx) => service.endPost(input, call, trx));
  host.write(routes.setDesk, (input, call, trx) => service.setDesk(input, call, trx));
  host.serve(routes.previewUnitImport, (_, call) => imports.preview(call));
  host.serve(routes.applyUnitImport, ({ params }, call) => imports.apply(params.importId, call));
  host.serve(routes.getUnitImport, ({ params }) => imports.get(params.importId));
}
