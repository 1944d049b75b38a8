import { describe, expect, it } from '@jest/globals';
import type { Outcome } from './delivery.js';
import { receiveBatch } from './receive-batch.js';

const kept = { kind: 'kept', state: 'recorded', receiptId: 'r', isDuplicate: false } as const;
const refused: Outcome = {
  kind: 'refused',
  problem: { kind: 'unreadable', field: 'events', message: 'no events' },
};

async function answersTo(body: string) {
  const handling = {
    receive: async (line: string): Promise<Outcome> => {
      if (line === 'away') throw new Error('the store is away');
      if (line === 'again') return { ...kept, isDuplicate: true };
      return line === 'bad' ? refused : kept;
    },
    faultOf: (error: unknown) => ({ code: 'unavailable', message: String(error), field: null }),
  };
  const answers: unknown[] = [];
  for await (const answer of receiveBatch(body, handling)) answers.push(answer);
  return answers;
}

describe('a batch', () => {
  it('names each line that was not taken, tells how far it is, and how it went', async () => {
    const tally = { lines: 5, kept: 2, duplicates: 1, refused: 2 };
    expect(await answersTo('good\n\nbad\r\nagain\naway\ngood\n')).toEqual([
      { line: 3, error: { code: 'invalid', message: 'no events', field: 'events' } },
      { line: 5, error: { code: 'unavailable', message: 'Error: the store is away', field: null } },
      { progress: tally },
      { done: tally },
    ]);
  });

  it('is done with nothing at once', async () => {
    expect(await answersTo('')).toEqual([{ done: { lines: 0, kept: 0, duplicates: 0, refused: 0 } }]);
  });

  it('tells its progress on the way', async () => {
    const answers = await answersTo('good\n'.repeat(300));
    expect(answers.map((answer) => Object.keys(answer as object)[0])).toEqual([
      'progress',
      'progress',
      'progress',
      'done',
    ]);
  });
});
