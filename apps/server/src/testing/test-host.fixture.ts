import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { Clock, Grant, Ids, Permission } from '@gridward/core';
import type { Store } from '@gridward/db';
import Fastify, { type LightMyRequestResponse } from 'fastify';
import { ANONYMOUS, type Actor } from '../http/actor.ts';
import { createHost, type Host } from '../http/host.ts';
import { CSRF_HEADER, SESSION_COOKIE } from '../http/session.ts';

/** One part of a form. */
export interface FormFile {
  readonly name: string;
  readonly content: string | Buffer;
}

/** Calls as one person, or as nobody. */
export interface Caller {
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  upload(url: string, files: Readonly<Record<string, FormFile>>, options: object, key?: string): Promise<LightMyRequestResponse>;
}

export interface TestHost {
  readonly host: Host;
  /** A person who holds these permissions, by default at an area. */
  as(permissions: readonly Permission[], where: { readonly areaPath?: string; readonly unitPath?: string }): Caller;
  readonly nobody: Caller;
}

/** The real host on a real store; who calls is given by the test instead of by signing in. */
export function createTestHost(deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids }): TestHost {
  const app = Fastify({ logger: false });
  app.register(cookie);
  app.register(multipart);
  const actors = new Map<string, Actor>();
  const sessions = {
    read: (token: string) => {
      const actor = actors.get(token);
      return Promise.resolve(actor === undefined ? null : { actor, csrfToken: token, pending: 'none' as const });
    },
  };
  const caller = (token: string | undefined): Caller => {
    const send = (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      payload: object | Buffer | undefined,
      headers: Record<string, string>,
    ) =>
      app.inject({
        method,
        url,
        headers: { 'idempotency-key': deps.ids.next(), ...(token === undefined ? {} : { [CSRF_HEADER]: token }), ...headers },
        cookies: token === undefined ? {} : { [SESSION_COOKIE]: token },
        ...(payload === undefined ? {} : { payload }),
      });
    return {
      call: (method, url, body, headers = {}) => send(method, url, body, headers),
      upload: (url, files, options, key) => {
        const boundary = 'gridward-test-form';
        const headers = {
          'content-type': `multipart/form-data; boundary=${boundary}`,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        };
        return send('POST', url, form(boundary, files, options), headers);
      },
    };
  };
  return {
    host: createHost(app, { ...deps, sessions, checkReplies: true, isOperator: () => false, operator: ANONYMOUS }),
    as: (permissions, { areaPath = null, unitPath = null }) => {
      const token = deps.ids.next();
      const grants: Grant[] = permissions.map((permission) => ({ permission, postId: token, areaPath, unitPath }));
      actors.set(token, { ...ANONYMOUS, kind: 'person', name: '测试', grants });
      return caller(token);
    },
    nobody: caller(undefined),
  };
}

function form(boundary: string, files: Readonly<Record<string, FormFile>>, options: object): Buffer {
  const parts = Object.entries(files).flatMap(([field, { name, content }]) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  const last = `--${boundary}\r\ncontent-disposition: form-data; name="options"\r\n\r\n${JSON.stringify(options)}\r\n--${boundary}--\r\n`;
  return Buffer.concat([...parts, Buffer.from(last)]);
}
