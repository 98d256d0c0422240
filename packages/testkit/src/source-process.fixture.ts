import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that runs one of our source files. */
export interface SourceProcess {
  readonly child: ChildProcess;
  /** The next line that it prints; fails with what it said on standard error when it ends first. */
  nextLine(): Promise<string>;
}

/** Node 20 does not read TypeScript; vitest's own Vite does, without a build. */
const LOADER = `
  const { createViteServer } = await import('vitest/node');
  const conditions = ['gridward-source', 'node'];
  const server = await createViteServer({
    configFile: false, logLevel: 'error', appType: 'custom', optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, ws: false, hmr: false },
    resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } },
  });
  await server.ssrLoadModule(process.argv[1]);
`;

/**
 * Starts a process of its own on a TypeScript source file: for what only another process can show, such as being killed.
 * @param environment variables beside those of this process
 */
export function startSource(
  file: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): SourceProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', LOADER, '--', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async nextLine() {
      const line = await lines.next();
      if (line.done === true) throw new Error(`${file} ended: ${errors}`);
      return line.value;
    },
  };
}
