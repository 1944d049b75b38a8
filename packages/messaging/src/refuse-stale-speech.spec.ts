import { describe, expect, it } from '@jest/globals';
import { refuseStaleSpeech } from './refuse-stale-speech.js';

const asOf = '2026-03-01T12:00:00.000Z';
const subject = 'decision.message.requested.v1';
const letter = (data: unknown, of = subject) => ({ subject: of, payload: JSON.stringify({ data }) });

describe('refuseStaleSpeech', () => {
  it('refuses speech whose time has passed, with the instant', () => {
    const reason = refuseStaleSpeech(letter({ usefulUntil: '2026-03-01T11:59:59.999Z' }), asOf);
    expect(reason).toBe('was useful until 2026-03-01T11:59:59.999Z');
    expect(
      refuseStaleSpeech(
        letter({ usefulUntil: '2026-03-01T10:00:00Z' }, 'decision.ticket.requested.v1'),
        asOf,
      ),
    ).not.toBeNull();
  });

  it.each([
    ['missing', letter({})],
    ['no instant', letter({ usefulUntil: 'soon' })],
    ['in no object', { subject, payload: '{"data":null}' }],
    ['in no JSON', { subject, payload: '{' }],
  ])('refuses speech whose usefulUntil is %s', (_name, unclear) => {
    expect(refuseStaleSpeech(unclear, asOf)).toMatch(/nobody can tell/);
  });

  it('lets speech through that is still useful, or does not age', () => {
    expect(refuseStaleSpeech(letter({ usefulUntil: '2026-03-01T12:00:00.000Z' }), asOf)).toBeNull();
    expect(refuseStaleSpeech(letter({ usefulUntil: null }), asOf)).toBeNull();
  });

  it('lets through what says nothing to anybody', () => {
    expect(
      refuseStaleSpeech(
        letter({ usefulUntil: '2020-01-01T00:00:00.000Z' }, 'tracking.report.recorded.v1'),
        asOf,
      ),
    ).toBeNull();
  });
});
