import type { Permission } from '@gridward/core';
import type { z } from 'zod';

/**
 * What a route's permission is measured against.
 * - `none` nothing of anybody's: health, sign-in, dictionaries
 * - `self` the signed-in person's own things
 * - `case`, `area`, `unit` one thing, which must lie in the reach of the permission
 * - `list` rows are filtered to the reach of the permission
 * - `deployment` the permission must reach the root of the jurisdiction
 */
export type RouteScope = 'none' | 'self' | 'case' | 'area' | 'unit' | 'list' | 'deployment';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: anybody, anybody signed in, or holders of a permission. */
export type RouteAccess = Permission | 'public' | 'signed_in';

/** A part of a request that a route describes, or not. */
type Schema = z.ZodType | undefined;

/**
 * One route of the API, as data: the server, the OpenAPI document, the typed client and the permission matrix are all made from it.
 * Paths are OpenAPI templates: `/api/v1/cases/{caseId}`.
 */
export interface Route<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly access: RouteAccess;
  readonly scope: RouteScope;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
  /** Success status; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204;
  /** `json` unless told. `multipart` bodies and `file` replies are streamed and not validated by schema. */
  readonly bodyKind?: 'json' | 'multipart';
  readonly replyKind?: 'json' | 'file' | 'events';
  /** Writes carry an Idempotency-Key unless they are safe to repeat anyway (sign-in, sign-out). */
  readonly repeatable?: 'by_key' | 'by_nature';
}

/** Keeps the literal types of a definition. */
export const route = <
  R extends z.ZodType,
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(
  definition: Route<P, Q, B, R>,
): Route<P, Q, B, R> => definition;

/** Routes of one capability, by name. */
export type RouteGroup = Readonly<Record<string, Route>>;

export const isWrite = (definition: Route): boolean => definition.method !== 'GET';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Part<Name extends string, T> = T extends z.ZodType ? Readonly<Record<Name, z.input<T>>> : object;

/** What a handler receives, after validation. */
export type RouteInput<R> =
  R extends Route<infer P, infer Q, infer B>
    ? { readonly params: Parsed<P>; readonly query: Parsed<Q>; readonly body: Parsed<B> }
    : never;

/** What a handler answers with, before serialisation. */
export type RouteReply<R> = R extends Route<Schema, Schema, Schema, infer Reply> ? z.input<Reply> : never;

/** What a caller passes to the typed client. */
export type RouteCall<R> =
  R extends Route<infer P, infer Q, infer B> ? Part<'params', P> & Part<'query', Q> & Part<'body', B> : never;

/** What a caller gets back. */
export type RouteAnswer<R> = R extends Route<Schema, Schema, Schema, infer Reply> ? z.output<Reply> : never;
