import { hash } from 'node:crypto';
import { deflateSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { buildEvent } from '../../spec-support/events.js';
import { FACT_DICTIONARIES } from './fact-dictionaries.js';
import { packFacts, unpackEvents } from './packed-facts.js';

const story = Array.from({ length: 9 }, (_, day) =>
  buildEvent({
    number: 'N1',
    at: `2026-03-0${day + 1}T08:50:00.000Z`,
    change: { verbatim: { text: `Köln 📦 ${day}` } },
  }),
);

describe('packed facts', () => {
  it('are those that were packed, many or few', () => {
    for (const events of [[], story.slice(0, 1), story, Array(40).fill(story).flat()])
      expect(unpackEvents(packFacts(events))).toEqual(events);
  });

  it('are small, the first of them too', () => {
    const first = story.slice(0, 1);
    expect(packFacts(first).length).toBeLessThan(JSON.stringify(first).length / 2);
    expect(packFacts(story).length).toBeLessThan(JSON.stringify(story).length / 4);
  });

  it('are opened for ever: a dictionary that packed some does not change, another follows it', () => {
    expect(FACT_DICTIONARIES.map((text) => hash('sha256', text))).toEqual([
      'ffbd9f6e56028f7e033a36a1a96904f93e49f6a206b0f673ac285301aea4cb57',
    ]);
  });

  it('are read as Postgres writes an array of them, and from any window', () => {
    const json = `[${story.map((event) => JSON.stringify(event)).join(', \n ')}]`;
    expect(unpackEvents(Buffer.from(json))).toEqual(story);
    expect(unpackEvents(deflateSync(json, { windowBits: 15 }))).toEqual(story);
  });

  it('are none where nothing happened', () => {
    expect(unpackEvents(null)).toEqual([]);
  });

  it('are refused where they are broken', () => {
    const packed = packFacts(story);
    const flipped = Buffer.from(packed);
    flipped[40] = (flipped[40] ?? 0) ^ 0xff;
    const broken = [
      packed.subarray(0, -5),
      flipped,
      Buffer.from('[{"id":'),
      Buffer.alloc(0),
      zstdCompressSync('[]'),
    ];
    for (const bytes of broken) expect(() => unpackEvents(bytes)).toThrow('packed facts cannot be read: ');
  });
});
