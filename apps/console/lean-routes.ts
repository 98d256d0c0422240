import { ROUTES, type Route } from '@gridward/contract';
import type { Plugin } from 'vite';

const lean = ({ method, path, access, scope, bodyKind, replyKind, repeatable }: Route) => ({
  method,
  path,
  access,
  scope,
  bodyKind,
  replyKind,
  repeatable,
});

/** The table of routes without its schemas: a browser does not download how to check what its own server says. */
export function leanRoutes(): Plugin {
  const groups: Readonly<Record<string, Readonly<Record<string, Route>>>> = ROUTES;
  const routes = Object.values(groups).flatMap((group) => Object.entries(group));
  const table = Object.fromEntries(routes.map(([name, route]) => [name, lean(route)]));
  return {
    name: 'gridward-lean-routes',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/src/platform/routes.ts') ? `export const CONSOLE_ROUTES = ${JSON.stringify(table)};` : undefined,
  };
}
