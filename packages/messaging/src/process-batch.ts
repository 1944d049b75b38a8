export interface BatchSteps<T> {
  /** All or nothing: when it rejects, no item has been handled. */
  readonly handle: (items: readonly T[]) => Promise<void>;
  readonly succeed: (items: readonly T[]) => void;
  /** The one item that cannot be handled. */
  readonly fail: (item: T, error: unknown) => Promise<void>;
  /** Once given, a failure says nothing about the items: it is passed on. */
  readonly signal: AbortSignal;
}

/** Halves a failing batch until the culprit stands alone, so that it costs its neighbours nothing but time. */
export async function processBatch<T>(items: readonly T[], steps: BatchSteps<T>): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  try {
    await steps.handle(items);
  } catch (error) {
    if (steps.signal.aborted) throw error;
    if (items.length === 1) return steps.fail(first, error);
    const half = Math.ceil(items.length / 2);
    await processBatch(items.slice(0, half), steps);
    return processBatch(items.slice(half), steps);
  }
  steps.succeed(items);
}
