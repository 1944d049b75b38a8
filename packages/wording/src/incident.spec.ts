import { describe, expect, it } from '@jest/globals';
import { answer, type Audience, type OrderSnapshot } from '@tidings/domain';
import { buildOrderSnapshot, buildParcelSnapshot } from '@tidings/testing';
import { renderAgentOrder } from './render-agent-order.js';
import { renderAnswer } from './render-answer.js';
import { renderOrderPage } from './render-order-page.js';
import { reader, say } from './spec-support/say.js';

const WORDING = 'A storm has closed the hub in Memphis. Parcels move again from Thursday on.';
const QUOTED = `Hearth & Pine writes: “${WORDING}”`;

function heldUp(
  incident: Partial<NonNullable<OrderSnapshot['parcels'][number]['incident']>>,
  over: Partial<OrderSnapshot['parcels'][number]> = {},
): OrderSnapshot {
  const known = { incidentId: 'i1', name: 'Memphis', reason: null, since: '2026-11-20T08:00:00.000Z' };
  return buildOrderSnapshot({
    parcels: [buildParcelSnapshot({ milestone: 'in_transit', incident: { ...known, ...incident }, ...over })],
  });
}

/** What each face says of it, as one text each. */
function faces(snapshot: OrderSnapshot, audience: Audience = 2): Readonly<Record<string, string>> {
  const told = answer(snapshot, audience, snapshot.asOf);
  const page = { snapshot, answer: told, reader, supportEmail: 'help@hearth.example', audience };
  const nothing = { decisions: [], messages: [], givenAddress: null, pageUrl: null };
  const agent = { ...page, ...nothing, askedAt: snapshot.asOf };
  return {
    mail: say('estimate_moved', told).paragraphs.join(' '),
    page: renderOrderPage(page).sentence,
    ticket: renderAnswer(told, reader).summary,
    sidebar: renderAgentOrder(agent).sentence,
  };
}

describe('what a shop says of an incident', () => {
  it('reaches mail, page, ticket and sidebar, once each, as its own words', () => {
    for (const [face, text] of Object.entries(faces(heldUp({ wording: WORDING }))))
      expect([face, text.split(QUOTED).length - 1]).toEqual([face, 1]);
  });

  it('stands in the place of the cause, and where there is none the cause is told', () => {
    const both = faces(heldUp({ wording: WORDING, reason: 'weather' }));
    const cause = faces(heldUp({ reason: 'weather' }));
    for (const face of Object.keys(both)) {
      expect([face, both[face]]).toEqual([face, expect.stringContaining(QUOTED)]);
      expect([face, both[face]]).not.toEqual([face, expect.stringContaining('The weather')]);
      expect([face, cause[face]]).toEqual([face, expect.stringMatching(/weather/i)]);
    }
  });

  it('is kept from those who may only know the status, and gives way to what the carrier reports', () => {
    const strange = faces(heldUp({ wording: WORDING }), 1);
    const exceptions = [
      { reason: 'damaged' as const, actor: 'merchant' as const, since: heldUpAt, matters: true },
    ];
    const damaged = faces(heldUp({ wording: WORDING }, { exceptions }));
    for (const text of [...Object.values(strange), ...Object.values(damaged)])
      expect(text).not.toContain('Memphis');
  });

  it('stays on its line and within its length', () => {
    const { ticket } = faces(heldUp({ wording: `Sorry\r\nBcc: x \u202Eelwob ${'so '.repeat(200)}` }));
    expect(ticket).toContain('writes: “Sorry Bcc: x elwob so so');
    expect(ticket?.match(/“(?<quoted>.*)”/u)?.groups?.['quoted']?.length).toBeLessThanOrEqual(300);
  });
});

const heldUpAt = {
  instant: '2026-11-20T08:00:00.000Z',
  wall: '2026-11-20T08:00:00',
  offsetMinutes: 0,
  zoneFrom: 'carrier' as const,
  precision: 'second' as const,
};
