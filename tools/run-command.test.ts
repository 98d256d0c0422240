import { expect, test } from 'vitest';
import { runCommand } from './run-command.mjs';

const node = (code: string, timeoutMs: number): ReturnType<typeof runCommand> =>
  runCommand(process.execPath, ['-e', code], { timeoutMs });

test('a command answers its exit code and everything it printed', async () => {
  expect(await node('console.log("out"); console.error("err"); process.exitCode = 3', 10_000)).toEqual({
    code: 3,
    output: 'out\nerr\n',
  });
});

test('a command that does not exist answers 127', async () => {
  expect((await runCommand('gridward-no-such-command', [], { timeoutMs: 10_000 })).code).toBe(127);
});

test('a command that hangs is ended together with what it started', async () => {
  const child =
    'require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" })';
  const { code, output } = await node(`console.log(${child}.pid); setInterval(() => {}, 1000)`, 4_000);
  expect(code).toBe(124);
  const pid = Number(output.trim());
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
