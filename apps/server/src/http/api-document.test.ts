import { ROUTES, toOpenApi, type Route } from '@gridward/contract';
import { PERMISSIONS } from '@gridward/core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';

const operationSchema = z.looseObject({
  operationId: z.string(),
  description: z.string(),
  'x-permission': z.string(),
  'x-scope': z.string(),
  security: z.array(z.unknown()),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() })),
  responses: z.record(z.string(), z.unknown()),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

const written = toOpenApi(ROUTES, { title: 'Gridward 网格守望', version: '1' });
const document = documentSchema.parse(written);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [part] : referencesIn(part),
  );
}

function resolves(reference: string): boolean {
  const [start, ...parts] = reference.split('/');
  let here: unknown = written;
  for (const part of parts)
    here = typeof here === 'object' && here !== null ? (here as Readonly<Record<string, unknown>>)[part] : undefined;
  return start === '#' && here !== undefined;
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const outcome = await validator.validate(structuredClone(written));
    expect(outcome.errors ?? []).toEqual([]);
    expect(outcome.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('is judged by a validator that finds a planted fault', async () => {
    const broken = { ...structuredClone(written), paths: { '/x': { get: { responses: { 200: { nothing: 1 } } } } } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it('has every route of the contract, once, under a name of its own', () => {
    const routes = Object.values(ROUTES).flatMap((group) => Object.values<Route>(group));
    expect(operations).toHaveLength(routes.length);
    expect(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    const names = operations.map(({ operationId }) => operationId);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('names a permission and a scope for every operation', () => {
    const known = new Set([...Object.keys(PERMISSIONS), 'public', 'signed_in']);
    const scopes = new Set(['none', 'self', 'case', 'area', 'unit', 'list', 'deployment']);
    const odd = operations.filter((operation) => !known.has(operation['x-permission']) || !scopes.has(operation['x-scope']));
    expect(odd.map(({ operationId }) => operationId)).toEqual([]);
    const open = operations.filter(({ security }) => security.length === 0);
    expect(open.every((operation) => operation['x-permission'] === 'public')).toBe(true);
  });

  it('declares every parameter of a path, and the key that makes a write safe to repeat', () => {
    for (const { path, method, parameters, operationId } of operations) {
      const holes = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect([operationId, declared.sort()]).toEqual([operationId, holes.sort()]);
      if (method === 'get') expect(parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(false);
    }
    const report = operations.find(({ operationId }) => operationId === 'reportCase');
    expect(report?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }));
  });

  it('refers to nothing that is not there, and keeps nothing that nobody refers to', () => {
    const references = referencesIn(written);
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((reference) => !resolves(reference))).toEqual([]);
    const used = new Set(references.map((reference) => reference.slice(reference.lastIndexOf('/') + 1)));
    expect(Object.keys(document.components.schemas).filter((name) => !used.has(name))).toEqual([]);
  });

  it('describes refusals as problem documents, everywhere', () => {
    const silent = operations.filter(
      ({ responses }) => !JSON.stringify(responses['default']).includes('#/components/schemas/Problem"'),
    );
    expect(silent.map(({ operationId }) => operationId)).toEqual([]);
  });
});
