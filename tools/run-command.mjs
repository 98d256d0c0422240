/** Runs one command to its end: with a time limit, and with its output kept back until it is worth reading. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Commands under way. Each has a process group of its own, so a terminal's Ctrl-C does not reach it by itself. */
const running = new Set();

function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended in the meantime.
  }
}

/** Ends a command and what it started; who ignores SIGTERM for five seconds is killed. */
async function endGroup(child) {
  signalGroup(child, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < 5_000 && running.has(child); waitedMs += 100) await sleep(100);
  signalGroup(child, 'SIGKILL');
}

/**
 * Runs a command and answers its exit code and output; one that cannot start answers 127, one that is out of time 124.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ timeoutMs: number, show?: boolean, env?: NodeJS.ProcessEnv, cwd?: string, uid?: number, gid?: number }} options
 *   `show` passes the output on as it comes instead of keeping it.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(command, args, { timeoutMs, show = false, ...rest }) {
  return new Promise((resolve) => {
    const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { ...rest, stdio, detached: process.platform !== 'win32' });
    const chunks = [];
    let outOfTime = false;
    const timer = setTimeout(() => {
      outOfTime = true;
      void endGroup(child);
    }, timeoutMs);
    const finish = (code, words = '') => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code: outOfTime ? 124 : code, output: Buffer.concat(chunks).toString('utf8') + words });
    };
    running.add(child);
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => finish(127, error.message));
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** Runs `npm`; where npm started us, the same one, which also works on Windows. */
export function runNpm(args, options) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? runCommand(process.execPath, [script, ...args], options) : runCommand('npm', args, options);
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * From now on a signal ends the commands under way, then does `cleanUp`, then ends this process. Answers a function that stops that.
 *
 * @param {() => Promise<void>} cleanUp
 */
export function endCommandsOnSignal(cleanUp = async () => {}) {
  const end = async (signal) => {
    await Promise.all([...running].map(endGroup));
    await cleanUp();
    process.exit(exitCodes[signal]);
  };
  const stop = (signal) => void end(signal);
  for (const signal of Object.keys(exitCodes)) process.on(signal, stop);
  return () => {
    for (const signal of Object.keys(exitCodes)) process.off(signal, stop);
  };
}
