import { z } from 'zod';
import { problemSchema } from './problem.schema.ts';
import { isWrite, type Route, type RouteGroup } from './route.ts';

type Json = Readonly<Record<string, unknown>>;
type Schemas = Map<string, Json>;

/** What the document says of itself. */
export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
}

/** The OpenAPI 3.1 document of a set of routes. Written from the same definitions that the server answers by, so it cannot lag behind. */
export function toOpenApi(groups: Readonly<Record<string, RouteGroup>>, info: OpenApiInfo): Json {
  const schemas: Schemas = new Map();
  const problem = reference(problemSchema, 'output', schemas);
  const paths: Record<string, Record<string, Json>> = {};
  for (const group of Object.values(groups)) {
    for (const [name, definition] of Object.entries(group)) {
      const path = (paths[definition.path] ??= {});
      path[definition.method.toLowerCase()] = operation(name, definition, schemas, problem);
    }
  }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'gridward_session' } },
    },
  };
}

function operation(name: string, definition: Route, schemas: Schemas, problem: Json): Json {
  const { access, scope } = definition;
  return {
    operationId: name,
    tags: [definition.tag],
    summary: `${definition.summary.zh} · ${definition.summary.en}`,
    description: `Permission: \`${access}\`. Scope: \`${scope}\`.`,
    'x-permission': access,
    'x-scope': scope,
    security: access === 'public' ? [] : [{ session: [] }],
    parameters: [
      ...parameters(definition.params, 'path'),
      ...parameters(definition.query, 'query'),
      ...idempotencyKey(definition),
    ],
    ...requestBody(definition, schemas),
    responses: {
      [String(definition.status ?? 200)]: success(definition, schemas),
      default: { description: 'Problem (RFC 9457)', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const shape = inline(schema) as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(shape.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (shape.required ?? []).includes(name),
    schema: property,
  }));
}

const idempotencyKey = (definition: Route): Json[] =>
  isWrite(definition) && definition.repeatable !== 'by_nature'
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', format: 'uuid' },
          description: 'Send the same key to repeat the same write safely.',
        },
      ]
    : [];

function requestBody(definition: Route, schemas: Schemas): Json {
  if (definition.bodyKind === 'multipart') {
    const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (definition.body === undefined) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: reference(definition.body, 'input', schemas) } } },
  };
}

function success(definition: Route, schemas: Schemas): Json {
  if (definition.status === 204) return { description: 'Done' };
  if (definition.replyKind === 'file')
    return { description: 'A file', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  if (definition.replyKind === 'events')
    return { description: 'Server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } };
  return { description: 'Done', content: { 'application/json': { schema: reference(definition.reply, 'output', schemas) } } };
}

/** Parameters are written out; a reference inside a query helps nobody. */
function inline(schema: z.ZodType): Json {
  const { $schema: _schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return resolve(rest, $defs) as Json;
}

function resolve(value: unknown, definitions: Readonly<Record<string, Json>>): unknown {
  if (Array.isArray(value)) return value.map((part) => resolve(part, definitions));
  if (value === null || typeof value !== 'object') return value;
  const { $ref, ...rest } = value as { $ref?: unknown };
  const target = typeof $ref === 'string' ? definitions[$ref.replace('#/$defs/', '')] : undefined;
  if (target !== undefined) return resolve(target, definitions);
  return Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, resolve(part, definitions)]));
}

/** The JSON schema, with every named part moved to the components. What is sent and what is answered may differ: then the sent form has a name of its own. */
function reference(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): Json {
  const { $schema: _schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const definitions = $defs as Readonly<Record<string, Json>>;
  const names = new Map(
    Object.keys(definitions).map((name) => [name, componentName(name, definitions[name] ?? {}, io, schemas)]),
  );
  for (const [name, definition] of Object.entries(definitions))
    schemas.set(names.get(name) ?? name, rename(definition, names) as Json);
  return rename(rest, names) as Json;
}

function componentName(name: string, definition: Json, io: 'input' | 'output', schemas: Schemas): string {
  const known = schemas.get(name);
  if (io === 'output' || known === undefined) return name;
  const same = JSON.stringify(rename(definition, new Map(), 'any')) === JSON.stringify(rename(known, new Map(), 'any'));
  return same ? name : `${name}Input`;
}

/** Points references at the components. With `blank`, all references are made alike, for comparing two schemas by their own shape. */
function rename(value: unknown, names: ReadonlyMap<string, string>, blank?: 'any'): unknown {
  if (Array.isArray(value)) return value.map((part) => rename(part, names, blank));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => {
      if (key === 'id' && typeof part === 'string') return [];
      if (key !== '$ref' || typeof part !== 'string') return [[key, rename(part, names, blank)]];
      const name = part.slice(part.lastIndexOf('/') + 1);
      return [[key, blank === undefined ? `#/components/schemas/${names.get(name) ?? name}` : '#']];
    }),
  );
}
