import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { JsonPacker } from '@tidings/database';
import { buildOrderSnapshot, buildParcelSnapshot, timelineEntry } from '@tidings/testing';
import { SNAPSHOT_DICTIONARIES } from './snapshot-dictionaries.js';

describe('the dictionaries of snapshots', () => {
  it('open for ever what they packed: none of them changes, another follows it', () => {
    expect(SNAPSHOT_DICTIONARIES.map((text) => hash('sha256', text))).toEqual([
      'd56455d3a4f64562e67ff50acdb042a2c424c305b92f5da0bc92800d94bdb3dd',
    ]);
  });

  it('know the words of a snapshot before its parcel has a history', () => {
    const parcels = [buildParcelSnapshot({ timeline: [timelineEntry('2026-11-10T00:17:00', 'Picked up')] })];
    const json = JSON.stringify(buildOrderSnapshot({ parcels }));
    const withWords = new JsonPacker(SNAPSHOT_DICTIONARIES).pack(json).length;
    expect(withWords).toBeLessThan(json.length / 2.5);
    expect(withWords).toBeLessThan(new JsonPacker(['']).pack(json).length * 0.7);
  });
});
