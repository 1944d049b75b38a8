import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { envelopeSchema, sourceHealthSchema } from '@tidings/contracts';
import { createDatabase, migratedTemplate, waitingEvents } from '@tidings/database';
import { addHours } from '@tidings/domain';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { DeliveryCounts } from '../../core/count-deliveries.js';
import { watchSources } from '../../core/watch-sources.js';
import { migrations } from './migrations.js';
import { SourceFiguresRepository } from './source-figures.repository.js';
import { SourceHealthRepository } from './source-health.repository.js';

const START = '2026-11-02T00:00:00.000Z';
const SOURCE = { brandId: 'acme', source: 'easypost' };
const at = (hours: number) => addHours(START, hours);

let database: TestDatabase;
let db: Kysely<unknown>;
beforeAll(async () => {
  database = await createTestDatabase(migratedTemplate('ingestion', migrations));
  const log = { warn: () => undefined };
  db = createDatabase({ url: database.url, schema: 'ingestion', applicationName: 'spec', log });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
beforeEach(() => sql`truncate source_health, source_hour, outbox`.execute(db));

async function deliveredAt(...hours: readonly number[]): Promise<void> {
  const counts = new DeliveryCounts();
  for (const hour of hours) counts.note(SOURCE, { at: at(hour), isProof: true, delivered: 1 });
  await new SourceFiguresRepository(db).add(counts.take());
}

const watchAt = (hours: number, expectEveryMinutes?: number) =>
  watchSources(new SourceHealthRepository(db), () => ({ expectEveryMinutes }), at(hours));

const statesOf = (changes: Awaited<ReturnType<typeof watchAt>>) => changes?.map(({ health }) => health.state);

async function told() {
  return (await waitingEvents(db)).map(({ payload }) =>
    sourceHealthSchema.parse(envelopeSchema.parse(JSON.parse(payload)).data),
  );
}

describe('a source', () => {
  it('goes blind once per episode, since its last delivery, and sees again with the next', async () => {
    await deliveredAt(0, 1, 2);
    expect(statesOf(await watchAt(7.9))).toEqual([]);
    expect(statesOf(await watchAt(8.1))).toEqual(['blind']);
    expect(statesOf(await watchAt(24))).toEqual([]);
    await deliveredAt(25);
    expect(statesOf(await watchAt(25.1))).toEqual(['seeing']);
    expect(await told()).toEqual([
      { source: 'easypost', state: 'blind', lastProvenAt: at(2), since: at(2) },
      { source: 'easypost', state: 'seeing', lastProvenAt: at(25), since: at(25) },
    ]);
  });

  it('that delivers in working hours only raises no alarm at night', async () => {
    await deliveredAt(8, 9, 17, 32, 33, 41, 56, 57);
    expect(statesOf(await watchAt(57 + 29))).toEqual([]);
    expect(statesOf(await watchAt(57 + 31))).toEqual(['blind']);
  });

  it('is measured by what its brand expects, where that is given', async () => {
    await deliveredAt(0, 1);
    expect(statesOf(await watchAt(1.4, 30))).toEqual([]);
    expect(statesOf(await watchAt(1.6, 30))).toEqual(['blind']);
  });

  it('that is configured no longer, or never delivered, is left alone', async () => {
    await deliveredAt(0);
    expect(await watchSources(new SourceHealthRepository(db), () => undefined, at(100))).toEqual([]);
    await sql`truncate source_health`.execute(db);
    expect(await watchAt(100)).toEqual([]);
  });

  it('is looked at by one replica at a time', async () => {
    await deliveredAt(0, 1);
    const results = await Promise.all(Array.from({ length: 4 }, () => watchAt(20)));
    expect(results.flatMap((changes) => statesOf(changes) ?? [])).toEqual(['blind']);
    expect(await told()).toHaveLength(1);
  });
});

describe('the counts', () => {
  it('add up over replicas, hour by hour, and tell the sums since', async () => {
    const figures = new SourceFiguresRepository(db);
    const counts = new DeliveryCounts();
    counts.note(SOURCE, {
      at: at(0.5),
      isProof: true,
      delivered: 1,
      events: 4,
      unmapped: 1,
      lagSeconds: 60,
      lagSamples: 1,
    });
    counts.note(SOURCE, { at: at(1.5), refused: 1 });
    counts.note(SOURCE, { at: at(0), polls: 1 });
    const tallies = counts.take();
    expect(tallies).toHaveLength(2);
    await Promise.all([figures.add(tallies), figures.add(tallies)]);
    expect(counts.take()).toEqual([]);
    const since = await figures.sumSince(['acme'], at(0));
    expect(since.get('acme/easypost')).toEqual({
      delivered: 2,
      duplicates: 0,
      refused: 2,
      unreadable: 0,
      events: 8,
      unmapped: 2,
      lagSeconds: 120,
      lagSamples: 2,
      polls: 2,
      failedPolls: 0,
    });
    expect((await figures.sumSince(['acme'], at(1))).get('acme/easypost')).toMatchObject({
      delivered: 0,
      refused: 2,
    });
    expect((await figures.sumSince(['bolt'], at(0))).size).toBe(0);
  });
});
