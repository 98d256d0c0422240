import { defineConfig } from 'vitest/config';

// Vitest hands these on to Node as `--conditions`: `import` or `module` here would make `require()` load ES modules.
const resolve = { conditions: ['gridward-source', 'node'] };
const ssr = { resolve: { conditions: resolve.conditions, externalConditions: resolve.conditions } };
// The global setup runs in an environment of its own; without this it would load what was built last instead of the sources.
const environments = { __vitest__: { resolve: ssr.resolve } };

/** Three sizes of test: `unit` is pure, `integration` needs a database or files, `e2e` drives a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        environments,
        test: {
          name: 'unit',
          // The proofs take seconds on a busy machine; nothing here waits for anything but the processor.
          testTimeout: 60_000,
          include: ['{packages,apps,tools,catalogue}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.int.test.ts', '**/node_modules/**', '**/dist/**'],
        },
      },
      {
        resolve,
        ssr,
        environments,
        test: {
          name: 'integration',
          include: ['{packages,apps,tools}/**/*.int.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['packages/testkit/src/database.global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Machines that run tests are busy.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        resolve,
        ssr,
        environments,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.test.ts'],
          globalSetup: ['e2e/harness/product.global-setup.ts'],
          testTimeout: 300_000,
          expect: { poll: { timeout: 15_000 } },
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
