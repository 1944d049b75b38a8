import { describe, expect, it } from '@jest/globals';
import { DeliveryCounts } from './count-deliveries.js';

const source = { brandId: 'acme', source: 'easypost' };

describe('DeliveryCounts', () => {
  it('counts by source and hour, and keeps the newest proof', () => {
    const counts = new DeliveryCounts();
    counts.note(source, { at: '2026-11-22T12:59:59.999Z', isProof: true, delivered: 1, events: 4 });
    counts.note(source, { at: '2026-11-22T12:10:00.000Z', isProof: true, delivered: 1, events: 2 });
    counts.note(source, { at: '2026-11-22T13:00:00.000Z', refused: 1 });
    counts.note({ ...source, brandId: 'bolt' }, { at: '2026-11-22T12:00:00.000Z', delivered: 1 });
    expect(counts.take()).toEqual([
      {
        ...source,
        hourAt: '2026-11-22T12:00:00.000Z',
        provenAt: '2026-11-22T12:59:59.999Z',
        figures: expect.objectContaining({ delivered: 2, events: 6, refused: 0 }),
      },
      expect.objectContaining({ hourAt: '2026-11-22T13:00:00.000Z', provenAt: null }),
      expect.objectContaining({ brandId: 'bolt' }),
    ]);
    expect(counts.take()).toEqual([]);
  });

  it('adds what could not be stored to what came meanwhile', () => {
    const counts = new DeliveryCounts();
    const at = '2026-11-22T12:30:00.000Z';
    counts.note(source, { at, isProof: true, delivered: 1 });
    const taken = counts.take();
    counts.note(source, { at: '2026-11-22T12:40:00.000Z', delivered: 1 });
    counts.putBack(taken);
    expect(counts.take()).toMatchObject([{ provenAt: at, figures: { delivered: 2 } }]);
  });
});
