import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type Dialect, findCarrierPlugin } from '@tidings/carriers';
import { migratedTemplate } from '@tidings/database';
import { toMillis } from '@tidings/domain';
import { AdvanceableClock, type Brands } from '@tidings/platform';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { sql } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import { type FakeCarrier, startFakeCarrier } from './fake-carrier.js';
import { FollowingDesk } from './following-desk.js';

const NOW = '2026-11-22T12:00:00.000Z';

/** A database, a clock, fake APIs and replicas for the specs of one file; cleared after each. */
export class FollowingStage {
  clock = new AdvanceableClock(NOW);
  #database: TestDatabase | undefined;
  #fakes: FakeCarrier[] = [];
  #desks: FollowingDesk[] = [];

  constructor() {
    beforeAll(async () => {
      this.#database = await createTestDatabase(migratedTemplate('ingestion', migrations));
    });
    beforeEach(() => {
      this.clock = new AdvanceableClock(NOW);
      [this.#fakes, this.#desks] = [[], []];
    });
    afterEach(async () => {
      const [desk] = this.#desks;
      if (desk) await sql`truncate tracking, source_feed, receipt, quarantine, outbox`.execute(desk.db);
      await Promise.all([...this.#desks, ...this.#fakes].map((each) => each.close()));
    });
    afterAll(() => this.#database?.drop());
  }

  async fake(dialect: Dialect): Promise<FakeCarrier> {
    const fake = await startFakeCarrier(dialect, () => toMillis(this.clock.now()));
    this.#fakes.push(fake);
    return fake;
  }

  desk(brands: Brands): FollowingDesk {
    if (this.#database === undefined) throw new Error('there is no database yet');
    const desk = new FollowingDesk(this.#database.url, brands, this.clock);
    this.#desks.push(desk);
    return desk;
  }
}

export function dialectOf(plugin: string): Dialect {
  const dialect = findCarrierPlugin(plugin)?.client?.dialect;
  if (dialect === undefined) throw new Error(`${plugin} cannot be asked`);
  return dialect;
}

/** A source that takes no registration. */
export function refusing(plugin: string): Dialect {
  const { registration, ...dialect } = dialectOf(plugin);
  const [answer] = registration?.understood.find(([, { state }]) => state === 'refused') ?? [];
  if (registration === undefined || answer === undefined) throw new Error(`${plugin} refuses nothing`);
  return { ...dialect, registration: { ...registration, answer: () => answer } };
}

export function numbersOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `N${1000 + index}`);
}
