import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { ROUTES, toOpenApi } from '@gridward/contract';
import type { FastifyInstance } from 'fastify';

/** The plugin's own policy turns every address into https, which a server in an office network may not have. */
const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'; base-uri 'self'";

/** The API as a document, and as a page to browse it. */
export async function serveDocument(http: FastifyInstance): Promise<void> {
  const document = toOpenApi(ROUTES, { title: 'Gridward 网格守望', version: '1' });
  http.get('/api/openapi.json', (_request, reply) => reply.send(document));
  // The plugin's type knows OpenAPI 3.0 by heart; the page itself reads 3.1.
  await http.register(swagger, { mode: 'static', specification: { document: document as never } });
  await http.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: PAGE_POLICY });
}
