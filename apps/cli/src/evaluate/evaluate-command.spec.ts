import { describe, expect, it } from '@jest/globals';
import { runTidings } from '../spec-support/run-tidings.js';

const SMALL = ['evaluate', '--orders', '60', '--workers', '1'] as const;

describe('tidings evaluate', () => {
  it('prints what is asked and how it came out for each factor', async () => {
    const { printed, remarked, exitCode } = await runTidings(...SMALL, '--seeds', '1,2', '--hazards', '1,2');
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^criterion +asked +x1 +x2$/m);
    expect(printed).toMatch(/^exceptions without effect suppressed +>= 0\.95 /m);
    expect(printed).toMatch(/^minutes from carrier_feed's event to the message, median +\d/m);
    expect(printed).toMatch(/^orders +120 +120$/m);
    expect(remarked).toContain('4 worlds of 60 orders');
  });

  it('prints one JSON object, the same for the same worlds', async () => {
    const [one, other] = [await runTidings(...SMALL, '--json'), await runTidings(...SMALL, '--json')];
    expect(one.printed).toBe(other.printed);
    const { results } = JSON.parse(one.printed) as { results: { hazards: number; criteria: unknown[] }[] };
    expect(results.map(({ hazards }) => hazards)).toEqual([1, 0.5, 2]);
    expect(results[0]?.criteria).toContainEqual(
      expect.objectContaining({ name: 'restatements an order, mean' }),
    );
  });

  it('names the option that cannot be read', async () => {
    const { remarked, exitCode } = await runTidings('evaluate', '--seeds', '1,x');
    expect(exitCode).toBe(2);
    expect(remarked).toContain('--seeds');
  });
});
