import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';
import type { TestServerAddress } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    gridwardTestServer: TestServerAddress;
  }
}

/** Vitest calls this once before all files of a project, and what it returns once after them, also when tests failed. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(process.env.DATABASE_URL || undefined);
  project.provide('gridwardTestServer', server.address);
  return () => server.stop();
}
