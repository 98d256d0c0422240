import type { AddressInfo } from 'node:net';
import type { App } from './app.ts';
import type { Config } from './config.ts';

/** What a person reads after `npm start`: where to go and how to get in. */
export function greet(app: App, config: Config, say: (line: string) => void): void {
  const address = app.http.server.address() as AddressInfo | null;
  const url = config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${address?.port ?? config.port}/`;
  say('');
  say(`  Gridward 网格守望  ${url}`);
  say(`  API  ${url}api/docs`);
  say('');
}
