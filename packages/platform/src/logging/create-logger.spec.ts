import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { withCausation } from './causation-scope.js';
import { createLogger } from './create-logger.js';
import { toNestLogger } from './nest-logger.js';

function memoryLogger(level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ service: 'spec', level, destination: { write: (line) => lines.push(line) } });
  return { logger, lines, records: () => lines.map((line): Record<string, unknown> => JSON.parse(line)) };
}

describe('createLogger', () => {
  it('tells whose line it is and what it belongs to', async () => {
    const { logger, records } = memoryLogger();
    await withCausation({ correlationId: 'c-1', causationId: null, traceparent: null }, async () => {
      await turn();
      logger.info({ orders: 3 }, 'folded');
    });
    logger.info('idle');
    expect(records()).toMatchObject([
      { service: 'spec', correlationId: 'c-1', orders: 3, msg: 'folded', time: expect.stringMatching(/Z$/) },
      { service: 'spec', msg: 'idle' },
    ]);
    expect(records()[1]).not.toHaveProperty('correlationId');
  });

  it('lets no secret and no address out, wherever it stands', () => {
    const { logger, lines } = memoryLogger();
    const err = new Error('550 no such user ada@example.com', {
      cause: new Error('postgres://app:hunter2@db/x'),
    });
    logger.error(
      { err, source: { secrets: ['hunter2'] }, apiKey: 'hunter2', contact: { email: 'x' } },
      'to bob@example.org',
    );
    expect(lines.join('')).not.toMatch(/hunter2|ada@|bob@/);
    expect(lines.join('')).toContain('550 no such user [email]');
  });
});

describe('toNestLogger', () => {
  it('keeps the wiring out of the way, and warnings in it', () => {
    const { logger, records } = memoryLogger();
    const nest = toNestLogger(logger);
    nest.log('Mapped {/x, GET} route', 'RouterExplorer');
    nest.log('consumer started', 'Relay');
    nest.error('it broke', 'Error: it broke\n    at x', 'Handler');
    expect(records()).toMatchObject([
      { msg: 'consumer started', context: 'Relay' },
      { msg: 'it broke', context: 'Handler', level: 50 },
    ]);
  });
});
