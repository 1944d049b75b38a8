export interface BatchQueueOptions<T> {
  readonly maxBatch: number;
  /** How long the first item of a batch waits for others. */
  readonly lingerMs: number;
  /** Such an item is given out in a batch of one. */
  readonly standsAlone?: (item: T) => boolean;
}

/** Gathers items into batches while the batch before is being worked on. Unbounded: the producer bounds itself. */
export class BatchQueue<T> {
  readonly #options: BatchQueueOptions<T>;
  #items: { readonly item: T; readonly arrivedAtMs: number }[] = [];
  #isClosed = false;
  #wake: () => void = () => undefined;

  constructor(options: BatchQueueOptions<T>) {
    this.#options = options;
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    this.#items.push({ item, arrivedAtMs: performance.now() });
    // The first starts the linger, a full batch ends it; the others disturb nobody.
    if (this.#items.length === 1 || this.#items.length === this.#options.maxBatch) this.#wake();
  }

  /** The next batch, oldest first; empty once the queue is closed. One caller at a time. */
  async take(): Promise<T[]> {
    while (!this.#isClosed && !this.#isRipe()) await this.#change();
    return this.#isClosed ? [] : this.#items.splice(0, this.#batchLength()).map(({ item }) => item);
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #isRipe(): boolean {
    return (
      this.#items.length >= this.#options.maxBatch || (this.#items.length > 0 && this.#lingerLeftMs() <= 0)
    );
  }

  #lingerLeftMs(): number {
    const first = this.#items[0];
    return first === undefined ? Infinity : first.arrivedAtMs + this.#options.lingerMs - performance.now();
  }

  #batchLength(): number {
    const { maxBatch, standsAlone = () => false } = this.#options;
    const lone = this.#items.slice(0, maxBatch).findIndex(({ item }) => standsAlone(item));
    if (lone === -1) return maxBatch;
    return Math.max(1, lone);
  }

  async #change(): Promise<void> {
    const changed = Promise.withResolvers<void>();
    this.#wake = changed.resolve;
    const left = this.#lingerLeftMs();
    const timer = left === Infinity ? undefined : setTimeout(changed.resolve, Math.max(0, Math.ceil(left)));
    await changed.promise;
    clearTimeout(timer);
  }
}
