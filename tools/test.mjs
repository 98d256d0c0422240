/**
 * `npm test [-- --only check,unit,integration,pg15,e2e]`: everything, on a fresh machine, without a question.
 * The last line is the sum over all suites: `N passed, N failed`, and `, N skipped` where tests were skipped.
 */
import { requireNode } from './node-version.mjs';

requireNode();

const { isInstalled, prepare, root } = await import('./prepare.mjs');
const { endWithNpm } = await import('./follow-npm.mjs');
const { endCommandsOnSignal } = await import('./run-command.mjs');
const { equipMachine, machineName } = await import('./test/machine.mjs');
const { suites } = await import('./test/suites.mjs');

const say = (words) => console.error(`\ntest: ${words}`);

/** The suites that were asked for; all of them unless `--only` names some. */
function chosenSuites(args) {
  const index = args.findIndex((argument) => argument === '--only' || argument.startsWith('--only='));
  if (index < 0) return Object.keys(suites);
  const list = args[index].includes('=') ? args[index].slice('--only='.length) : (args[index + 1] ?? '');
  const names = list.split(',');
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    console.error(`No such suite: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}`);
    process.exit(2);
  }
  return Object.keys(suites).filter((name) => names.includes(name));
}

/** Runs one step; what it throws is one failure with its words. */
async function timed(name, run) {
  const startedAtMs = performance.now();
  const failure = (error) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0, note: 'could not be run' };
  };
  const counts = await run().catch(failure);
  return { name, ...counts, durationS: (performance.now() - startedAtMs) / 1000 };
}

function report(results) {
  console.log(
    `\n${'suite'.padEnd(14)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(9)}`,
  );
  for (const { name, passed, failed, skipped, durationS, note } of results) {
    const counts = `${String(passed).padStart(8)}${String(failed).padStart(8)}${String(skipped).padStart(9)}`;
    console.log(`${name.padEnd(14)}${counts}${durationS.toFixed(1).padStart(9)}${note ? `  ${note}` : ''}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped');
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

const chosen = chosenSuites(process.argv.slice(2));
const cleanUps = new Set();
const context = { root, say, cleanUps };
const results = [];

endWithNpm();
say(machineName());
results.push(
  await timed('prepare', async () => {
    await prepare();
    return { passed: 0, failed: 0, skipped: 0 };
  }),
);
endCommandsOnSignal(async () => {
  await Promise.all([...cleanUps].map((cleanUp) => cleanUp()));
});
// What does not compile fails above and again where it is used; the suites that read the sources still tell something.
const runnable = isInstalled() ? chosen : [];
if (runnable.length > 0) await equipMachine(new Set(runnable), say);
for (const name of runnable) {
  say(`suite ${name}`);
  results.push(await timed(name, () => suites[name](context)));
}
report(results);
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
