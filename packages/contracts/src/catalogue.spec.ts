import { describe, expect, it } from '@jest/globals';
import { eventCatalogue, rpcCatalogue } from './catalogue.js';
import type { EventContract } from './define-event.js';
import { type StreamContract, streams } from './streams.js';

const events: readonly EventContract[] = eventCatalogue;
const allStreams: readonly StreamContract[] = Object.values(streams);

/** NATS subject matching: `*` is one token, `>` is one or more at the end. */
function covers(filter: string, subject: string): boolean {
  const wanted = filter.split('.');
  const tokens = subject.split('.');
  const tail = wanted.indexOf('>');
  if (tail === -1 ? wanted.length !== tokens.length : tokens.length <= tail) return false;
  return wanted
    .slice(0, tail === -1 ? undefined : tail)
    .every((token, at) => token === '*' || token === tokens[at]);
}

const streamsOf = (subject: string): string[] =>
  allStreams
    .filter(({ subjects }) => subjects.some((filter) => covers(filter, subject)))
    .map(({ name }) => name);

/** What a shop's own reports count; nothing of ours acts on it. */
const isForOutside = (subject: string): boolean => subject.startsWith('support.ticket.');

describe('the event catalogue', () => {
  it.each(events)(
    '$subject is <context>.<entity>.<past-tense>.vN, and its version is the schema version',
    (event) => {
      expect(event.subject).toMatch(/^[a-z-]+\.[a-z-]+\.([a-z]+ed(-over)?|shown)\.v\d+$/);
      expect(event.subject.endsWith(`.v${event.schemaVersion}`)).toBe(true);
    },
  );

  it.each(events)('$subject travels in its own stream and in no other', (event) => {
    expect(streamsOf(event.subject)).toEqual([event.stream]);
  });

  it.each(events)(
    '$subject is consumed by someone, and never by a producer of it',
    ({ subject, consumers, producers }) => {
      expect(consumers.length > 0).toBe(!isForOutside(subject));
      expect(new Set(consumers).size).toBe(consumers.length);
      expect(producers.length).toBeGreaterThan(0);
      expect(producers.filter((producer) => consumers.includes(producer))).toEqual([]);
    },
  );

  it.each(events)(
    '$subject is retried a bounded number of times, each wait no shorter than the last',
    ({ retry }) => {
      expect(retry.maxDeliveries).toBeGreaterThan(1);
      expect(retry.backoffMs.length).toBeGreaterThan(0);
      expect([...retry.backoffMs].sort((a, b) => a - b)).toEqual(retry.backoffMs);
    },
  );

  it('has every subject once', () => {
    const subjects = events.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});

describe('the streams', () => {
  it.each(allStreams)(
    '$name forgets by age and by size, and recognises repeats for less long than it keeps',
    (stream) => {
      expect(stream.maxAgeDays).toBeGreaterThan(0);
      expect(stream.maxMegabytes).toBeGreaterThan(0);
      expect(stream.dedupeWindowMinutes).toBeLessThan(stream.maxAgeDays * 24 * 60);
    },
  );

  it('are named as they are listed, and no two share a context', () => {
    expect(allStreams.map(({ name }) => name)).toEqual(Object.keys(streams));
    const contexts = allStreams.flatMap(({ subjects }) => subjects.map((filter) => filter.split('.')[0]));
    expect(new Set(contexts).size).toBe(contexts.length);
  });
});

describe('the RPC catalogue', () => {
  it('has every subject once, as <context>.<entity>.<verb>', () => {
    const subjects = rpcCatalogue.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    for (const subject of subjects) expect(subject).toMatch(/^[a-z-]+\.[a-z-]+\.[a-z-]+$/);
  });

  it('keeps out of every stream: a request that were also stored would be answered by the stream', () => {
    expect(rpcCatalogue.flatMap(({ subject }) => streamsOf(subject))).toEqual([]);
  });
});
