/**
 * A signal to `npm` ends npm and its shell, and leaves what they started running alone. So who was started by npm and loses that parent
 * takes it as SIGTERM. A program that was started directly is not concerned.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}
