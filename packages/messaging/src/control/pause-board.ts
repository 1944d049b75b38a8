import { type KV, Kvm } from '@nats-io/kv';
import type { Bus } from '../connect-bus.js';
import type { Log } from '../log.js';
import { waitFor } from '../wait.js';
import {
  findPause,
  NO_PAUSES,
  type Pause,
  type Pauses,
  type PauseScope,
  withoutPauses,
  withPause,
} from './pause.js';

export interface PauseBoardOptions {
  readonly log: Log;
  /** Between looks at what is paused. */
  readonly refreshMs?: number;
  /** What was read longer ago is not known any more. */
  readonly staleMs?: number;
}

const BUCKET = 'control';
const KEY = 'pauses';
const ATTEMPTS = 10;

interface Read {
  readonly pauses: Pauses;
  readonly revision: number;
}

/**
 * What is paused, the same for every replica of every service: one document in NATS, read every second. Until it was
 * read, and when it could not be read for a while, nobody knows, and then everything counts as paused.
 */
export class PauseBoard {
  readonly #bus: Bus;
  readonly #options: Required<PauseBoardOptions>;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<() => void>();
  #bucket: Promise<KV> | null = null;
  #running: Promise<void> | null = null;
  #known: Read = { pauses: NO_PAUSES, revision: -1 };
  #readAtMs = -Infinity;

  constructor(bus: Bus, options: PauseBoardOptions) {
    this.#bus = bus;
    this.#options = { refreshMs: 1_000, staleMs: 5_000, ...options };
  }

  /** Begins to look, at once and then time and again. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** What keeps an effect back; `unknown` when nobody can say, null when nothing does. */
  find(effect: PauseScope): Pause | 'unknown' | null {
    if (!this.isKnown) return 'unknown';
    return findPause(this.#known.pauses.pauses, effect);
  }

  get isKnown(): boolean {
    return performance.now() - this.#readAtMs <= this.#options.staleMs;
  }

  /** A person let this kind go on, a short while ago. */
  isBreakerLifted(brandId: string, kind: string): boolean {
    const now = new Date().toISOString();
    return this.#known.pauses.lifts.some(
      (lift) => lift.brandId === brandId && lift.kind === kind && lift.until > now,
    );
  }

  /** As it stands in NATS now. */
  async list(): Promise<readonly Pause[]> {
    await this.#refresh();
    return this.#known.pauses.pauses;
  }

  async pause(scope: PauseScope, reason: Pick<Pause, 'by' | 'note'>): Promise<void> {
    const { brandId, kind, source } = scope;
    const since = new Date().toISOString();
    await this.#change((pauses) => withPause(pauses, { brandId, kind, source, ...reason, since }));
  }

  /** Takes away every pause inside of the scope, and says which. A breaker so closed stays closed for an hour. */
  async resume(scope: PauseScope): Promise<readonly Pause[]> {
    let before: readonly Pause[] = [];
    const after = await this.#change((pauses) => {
      before = pauses.pauses;
      return withoutPauses(pauses, scope, new Date());
    });
    return before.filter((pause) => !after.pauses.includes(pause));
  }

  /** Calls back after every change, whoever made it, and when it is known again what is paused. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#refresh().catch((err: unknown) => {
        this.#options.log.warn({ err }, 'what is paused could not be read; soon it counts as all paused');
      });
      await waitFor(this.#options.refreshMs, signal).catch(() => undefined);
    }
  }

  async #refresh(): Promise<void> {
    const startedAtMs = performance.now();
    const before = this.#known;
    const read = await this.#read();
    const wasKnown = this.isKnown;
    this.#readAtMs = startedAtMs;
    // What was changed from here while it was read is newer. A store that was lost begins again with low revisions.
    const isOvertaken = this.#known !== before && read.revision < this.#known.revision;
    this.#note(isOvertaken ? this.#known : read, wasKnown);
  }

  /** Makes the bucket where there is none. */
  async #open(): Promise<KV> {
    this.#bucket ??= new Kvm(this.#bus.js).create(BUCKET, { history: 5 });
    try {
      return await this.#bucket;
    } catch (error) {
      this.#bucket = null;
      throw error;
    }
  }

  async #read(): Promise<Read> {
    const entry = await (await this.#open()).get(KEY);
    return entry === null || entry.operation !== 'PUT'
      ? { pauses: NO_PAUSES, revision: entry?.revision ?? 0 }
      : { pauses: entry.json<Pauses>(), revision: entry.revision };
  }

  /** What was kept back while nobody knew is judged anew as after a change. */
  #note(read: Read, wasKnown = this.isKnown): void {
    const isNews = !wasKnown || read.revision !== this.#known.revision;
    this.#known = read;
    if (isNews) for (const listener of this.#listeners) listener();
  }

  /** Replaces the document; when another did so meanwhile, once more from what it says then. */
  async #change(change: (pauses: Pauses) => Pauses): Promise<Pauses> {
    for (let attempt = 1; ; attempt += 1) {
      const { pauses, revision } = await this.#read();
      const changed = change(pauses);
      try {
        const kv = await this.#open();
        const written = await kv.put(KEY, JSON.stringify(changed), { previousSeq: revision });
        this.#note({ pauses: changed, revision: written });
        return changed;
      } catch (error) {
        const { revision: now } = await this.#read();
        if (now === revision || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
