export interface Repetition {
  /** Starts no further run, and waits for the one under way. */
  stop(): Promise<void>;
}

/** Runs the work now and then, one run at a time, whatever becomes of each. The interval is real time. */
export function repeat(
  intervalMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Repetition {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let run = Promise.resolve();

  function schedule(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      run = work().catch(onError).then(schedule);
    }, intervalMs);
  }

  schedule();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await run;
    },
  };
}
