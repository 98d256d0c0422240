/** The suites of `npm test`, in the order in which they run. Each answers counts; nothing is thrown for a failing test. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, runNpm } from '../run-command.mjs';
import { findChromium, missingPackages } from './machine.mjs';
import { findPostgres15, startPostgres15 } from './postgres15.mjs';

const checks = ['format:check', 'lint', 'types', 'boundaries', 'deadcode'];

/** @typedef {{ passed: number, failed: number, skipped: number, note?: string }} Counts */

/** @returns {Promise<Counts>} each check counts as one */
async function runChecks({ root, say }) {
  const failed = [];
  for (const name of checks) {
    say(`check ${name}`);
    const { code } = await runNpm(['run', '--silent', name], { cwd: root, timeoutMs: 300_000, show: true });
    if (code !== 0) failed.push(name);
  }
  return { passed: checks.length - failed.length, failed: failed.length, skipped: 0, note: failed.join(', ') };
}

/** A file that cannot be loaded has no tests to count, and a suite without tests has proved nothing: both are failures. */
function readCounts(reportFile, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, note: code === 124 ? 'out of time' : 'ended without a report' };
  }
  const passed = report.numPassedTests;
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  const skipped = report.numPendingTests + report.numTodoTests;
  if (failed === 0 && passed === 0) return { passed, failed: 1, skipped, note: 'ran no test' };
  if (failed === 0 && code !== 0)
    return { passed, failed: 1, skipped, note: code === 124 ? 'out of time' : `vitest ended with code ${code}` };
  return { passed, failed, skipped, note: broken.length > 0 ? `${broken.length} files could not be run` : undefined };
}

/** @returns {Promise<Counts>} */
async function runVitest({ root }, project, timeoutMs, variables = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gridward-report-'));
  const reportFile = join(folder, 'report.json');
  const { DATABASE_URL: _, ...env } = { ...process.env, ...variables };
  if (variables.DATABASE_URL) env.DATABASE_URL = variables.DATABASE_URL;
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  try {
    const { code } = await runCommand(process.execPath, args, { cwd: root, env, timeoutMs, show: true });
    return readCounts(reportFile, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runOnPostgres15(context) {
  const bin = findPostgres15();
  if (!bin) return { passed: 0, failed: 1, skipped: 0, note: 'PostgreSQL 15 is not installed' };
  const server = await startPostgres15(bin);
  context.cleanUps.add(server.stop);
  try {
    return await runVitest(context, 'integration', 900_000, { DATABASE_URL: server.url });
  } finally {
    await server.stop();
    context.cleanUps.delete(server.stop);
  }
}

async function runJourneys(context) {
  const chromium = findChromium();
  if (!chromium) return { passed: 0, failed: 1, skipped: 0, note: `missing: ${missingPackages(new Set(['e2e'])).join(', ')}` };
  return runVitest(context, 'e2e', 1_800_000, { CHROMIUM_PATH: chromium });
}

/** @type {Record<string, (context: { root: string, say: (words: string) => void, cleanUps: Set<() => Promise<void>> }) => Promise<Counts>>} */
export const suites = {
  check: runChecks,
  unit: (context) => runVitest(context, 'unit', 300_000),
  integration: (context) => runVitest(context, 'integration', 900_000),
  pg15: runOnPostgres15,
  e2e: runJourneys,
};
