import { describe, expect, it } from '@jest/globals';
import { scrub } from './scrub.js';

describe('scrub', () => {
  it.each([
    ['mail to ada.l+shop@mail.example.com failed', 'mail to [email] failed'],
    [
      'cannot reach postgres://app:s3cret@db.internal:5432/x',
      'cannot reach postgres://[redacted]@db.internal:5432/x',
    ],
    ['header authorization: bearer abc.DEF-123', 'header authorization: Bearer [redacted]'],
    ['nats://127.0.0.1:4222 is away, @ no one', 'nats://127.0.0.1:4222 is away, @ no one'],
  ])('%s', (line, expected) => {
    expect(scrub(line)).toBe(expected);
  });

  it('takes no longer for a hostile line than for a plain one', () => {
    const hostile = `${'a.'.repeat(50_000)}@${'b.'.repeat(50_000)}`;
    const startedAt = performance.now();
    scrub(hostile);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
