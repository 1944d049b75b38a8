import { spawn } from 'node:child_process';

/**
 * Wakes when this process ends, however it ends, because its standard input closes then. The wait is bounded:
 * in a container whose first process reaps nobody, an ended server stays visible for ever.
 */
const script = `cat >/dev/null
kill -INT "$1" 2>/dev/null
[ -z "$2" ] && exit
tries=50
while [ $tries -gt 0 ] && kill -0 "$1" 2>/dev/null; do sleep 0.1; tries=$((tries - 1)); done
rm -rf "$2"`;

/**
 * Sees to it that the server `pid` is asked to stop (SIGINT), and `folder` removed, even when this process is killed with
 * SIGKILL, so that no test run or demo leaves a server behind.
 * @returns calls the guard off
 */
export function stopWithParent(pid: number, folder = ''): () => void {
  const guard = spawn('sh', ['-c', script, 'stop-with-parent', String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  // Without `sh` (Windows) there is no guard; an orderly stop still works.
  guard.on('error', () => undefined);
  guard.unref();
  return () => {
    if (guard.pid !== undefined) killGroup(guard.pid);
    guard.stdin.destroy();
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
