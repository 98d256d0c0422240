import type {} from '@fastify/cookie';
import type { Route } from '@gridward/contract';
import type { Actor } from './actor.ts';

export const SESSION_COOKIE = 'gridward_session';
export const CSRF_HEADER = 'x-csrf-token';

/** A session as the host needs it. While something is pending, only the routes that settle it answer. */
export interface SessionState {
  readonly actor: Actor;
  readonly csrfToken: string;
  readonly pending: 'none' | 'second_factor' | 'second_factor_setup' | 'password_change';
}

/** Given by the access module. `token` is what the cookie holds. */
export interface SessionReader {
  read(token: string): Promise<SessionState | null>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The contract's definition of the route. */
    contract?: Route;
  }
}
