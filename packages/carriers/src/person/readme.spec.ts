import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fold, SOURCE_RANKS } from '@tidings/domain';
import { generic } from '../generic/index.js';
import type { Reading } from '../port.js';
import { CONTEXT } from '../spec-support/describe-reading.js';
import { person } from './index.js';

const BODY = {
  author: 'Ada',
  reason: 'the customer rang',
  parcel: { carrier: 'UPS', trackingNumber: '1Z12345E0205271688' },
};
const RANKS = new Map([['people', SOURCE_RANKS.person]]);

function eventsOf(reading: Reading) {
  if ('error' in reading) throw new Error(reading.error.message);
  return reading.reports.flatMap(({ events }) => events);
}

/** What people say, hour by hour, after the carrier reported a delivery. */
function foldWith(...statements: object[]) {
  const scan = { type: 'delivered', at: '2026-11-21T10:00:00Z' };
  const feed = generic.read({ parcel: BODY.parcel, events: [scan] }, CONTEXT);
  const told = statements.map((statement, hour) =>
    person.read(
      { ...BODY, ...statement, at: `2026-11-21T1${hour + 1}:00:00Z` },
      { ...CONTEXT, source: 'people' },
    ),
  );
  return fold([feed, ...told].flatMap(eventsOf), { sourceRanks: RANKS });
}

describe('what people say', () => {
  it('is shown on its page by a body that is read', () => {
    const page = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
    const body = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(person.read(JSON.parse(body), CONTEXT)).not.toHaveProperty('error');
  });

  it('is believed over an end that a feed reported, and can be taken back', () => {
    expect(foldWith({ says: 'lost' }).current?.milestone).toBe('lost');
    expect(foldWith({ says: 'lost' }, { says: 'retracted', retracts: 'lost' }).current?.milestone).toBe(
      'delivered',
    );
    expect(foldWith({ says: 'retracted', retracts: 'delivered' }).current).toBeNull();
    expect(foldWith({ says: 'wrong_number' }).current?.milestone).toBe('cancelled');
  });

  it('neither leads nor breaks a silence, and says who said it and why', () => {
    const journey = foldWith({ says: 'returned' });
    expect(journey.leadingSource).toBe(CONTEXT.source);
    expect(journey.lastPhysical?.milestone).toBe('delivered');
    const stated = journey.timeline.map(({ event }) => event.statedBy);
    expect(stated).toContainEqual({ author: 'Ada', reason: 'the customer rang' });
  });
});
