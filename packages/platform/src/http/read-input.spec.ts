import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readInput } from './read-input.js';

const schema = z.object({ parcels: z.array(z.object({ number: z.string() })) });

describe('readInput', () => {
  it('gives what the schema makes of it', () => {
    expect(readInput(schema, { parcels: [{ number: '1', more: 2 }] })).toEqual({
      parcels: [{ number: '1' }],
    });
  });

  it('names the field that is wrong', () => {
    const read = () => readInput(schema, { parcels: [{ number: '1' }, { number: 2 }] });
    expect(read).toThrow(expect.objectContaining({ code: 'invalid', field: 'parcels[1].number' }));
    expect(() => readInput(schema, null)).toThrow(
      expect.objectContaining({ code: 'invalid', field: undefined }),
    );
  });
});
