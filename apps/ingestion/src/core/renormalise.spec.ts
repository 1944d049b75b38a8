import { describe, expect, it } from '@jest/globals';
import type { LaterReading, QuarantinedReceipt } from '../ports/quarantine-store.js';
import { QuarantineStore } from '../ports/quarantine-store.js';
import type { EventOrigin, Interpretation } from './interpret.js';
import { renormalise } from './renormalise.js';

const receipt = (id: string, over: Partial<QuarantinedReceipt> = {}): QuarantinedReceipt => ({
  id,
  brandId: 'acme',
  source: 'easypost',
  receivedAt: '2026-11-20T12:00:00.000Z',
  topic: 'a topic',
  body: Buffer.from('{}'),
  state: 'partly_read',
  isHistory: false,
  readings: 1,
  problemCount: 2,
  ...over,
});

class Quarantined extends QuarantineStore {
  readonly settled: LaterReading[] = [];
  readonly #receipts: readonly QuarantinedReceipt[];
  constructor(...receipts: readonly QuarantinedReceipt[]) {
    super();
    this.#receipts = receipts;
  }
  override async list(): Promise<readonly QuarantinedReceipt[]> {
    return this.#receipts;
  }
  override async settle(reading: LaterReading): Promise<boolean> {
    this.settled.push(reading);
    return true;
  }
}

const problem = { kind: 'unmapped_code', field: 'XY', message: 'why' } as const;

async function run(store: Quarantined, said: Partial<Interpretation>, limit = 10) {
  const origins: EventOrigin[] = [];
  const toEvents = (origin: EventOrigin) => {
    origins.push(origin);
    return [];
  };
  const interpretation = {
    state: 'partly_read',
    problems: [problem],
    figures: {},
    toEvents,
    ...said,
  } as const;
  const interpreterOf = ({ source }: { source: string }) =>
    source === 'easypost' ? () => interpretation : undefined;
  const report = await renormalise(store, { after: null, limit }, { interpreterOf, parse: () => ({}) });
  return { report, origins };
}

describe('renormalise', () => {
  it('tells as history what can be read now, under another id than before', async () => {
    const store = new Quarantined(receipt('r1', { readings: 2 }));
    const { report, origins } = await run(store, { state: 'recorded', problems: [] });
    expect(report).toEqual({ read: 1, improved: 1, next: null });
    expect(store.settled).toMatchObject([{ state: 'recorded', problems: [] }]);
    expect(origins).toMatchObject([
      { receiptId: 'r1.3', isHistory: true, receivedAt: '2026-11-20T12:00:00.000Z' },
    ]);
  });

  it('settles one that is better though not good, and leaves one that is not better', async () => {
    const better = new Quarantined(receipt('r1'), receipt('r2', { problemCount: 1 }));
    expect((await run(better, {})).report.improved).toBe(1);
    expect(better.settled.map((reading) => reading.receipt.id)).toEqual(['r1']);
    const readable = new Quarantined(receipt('r3', { state: 'unreadable', problemCount: 1 }));
    expect((await run(readable, {})).report.improved).toBe(1);
  });

  it('leaves alone what belongs to no configured source', async () => {
    const store = new Quarantined(receipt('r1', { source: 'gone' }));
    expect((await run(store, { state: 'recorded', problems: [] })).report).toEqual({
      read: 1,
      improved: 0,
      next: null,
    });
  });

  it('says from where to go on while there may be more', async () => {
    const { report } = await run(new Quarantined(receipt('r1'), receipt('r2')), {}, 2);
    expect(report.next).toBe('r2');
  });
});
