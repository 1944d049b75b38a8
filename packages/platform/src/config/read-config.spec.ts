import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, readConfig } from './read-config.js';

const schema = z.object({
  PORT: z.coerce.number().int().max(65_535).default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres/ }),
});

describe('readConfig', () => {
  it('reads, converts, fills in and freezes', () => {
    const config = readConfig(schema, { DATABASE_URL: 'postgres://localhost/x', PORT: '', OTHER: 'x' });
    expect(config).toEqual({ PORT: 3000, DATABASE_URL: 'postgres://localhost/x' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every variable that is wrong, and shows no value', () => {
    const read = () => readConfig(schema, { PORT: '70000', DATABASE_URL: 'http://user:hunter2@host' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/PORT: Too big[^]*DATABASE_URL: Invalid URL/);
    expect(read).not.toThrow('hunter2');
    expect(() => readConfig(schema, {})).toThrow('DATABASE_URL: is not set');
  });
});
