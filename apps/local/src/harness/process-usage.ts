import { readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second on every platform that Node runs on (USER_HZ). */
const TICKS_PER_SECOND = 100;
/** Of `/proc/<pid>/stat` after the command's closing bracket: utime, stime, cutime, cstime. */
const TIMES_AT = 11;

/** Processor seconds of a process and of all that it started, ended or not. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const own = await ticksOf(pid);
  const children = await Promise.all((await childrenOf(pid)).map(cpuSecondsOf));
  return own / TICKS_PER_SECOND + children.reduce((sum, seconds) => sum + seconds, 0);
}

/** Megabytes of memory of one process, with what it shares divided among those who share it (PSS). */
export async function pssMegabytesOf(pid: number): Promise<number> {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(await readProc(pid, 'smaps_rollup'))?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}

async function ticksOf(pid: number): Promise<number> {
  const stat = await readProc(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(TIMES_AT, TIMES_AT + 4).reduce((sum, ticks) => sum + Number(ticks), 0);
}

async function childrenOf(pid: number): Promise<number[]> {
  const list = await readProc(pid, `task/${pid}/children`);
  return list.split(' ').filter(Boolean).map(Number);
}

/** Empty for a process that has ended. */
async function readProc(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}
