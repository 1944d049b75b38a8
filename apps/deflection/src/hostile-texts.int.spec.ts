import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sidebarTicketSchema } from '@tidings/contracts';
import { buildParcelSnapshot, HOSTILE_TEXTS } from '@tidings/testing';
import { People } from './spec-support/people.js';
import { type RunningDeflection, startDeflection } from './spec-support/running-deflection.js';

let running: RunningDeflection;
let people: People;

beforeAll(async () => {
  running = await startDeflection();
  people = new People(running);
});
afterAll(() => running.close());

/** Directions that a stranger's text would force upon what stands around it, and line ends that are none of ours. */
const TURNS_TEXT = /[\u202A-\u202E\u2066-\u2069\r]/;

describe('what strangers wrote', () => {
  it.each(Object.entries(HOSTILE_TEXTS))('is text in a ticket: %s', async (_, hostile) => {
    const parcel = buildParcelSnapshot({
      lastPlace: { city: hostile.slice(0, 100) },
      carrier: hostile.slice(0, 60),
    });
    const { requester } = await people.buyer('acme', {
      parcels: [parcel],
      lines: [{ lineId: 'l1', title: hostile, quantity: 1, waiting: 0 }],
    });
    const named = { ...requester, name: hostile };
    const ticketId = await running.open('acme', { text: 'Where is my order?', requester: named });
    await running.settled('acme', ticketId);
    const { comments, fields } = await running.helpdesks.acme.readTicket(ticketId);
    const told = comments.find(({ writer }) => writer === 'ourselves');
    const ours = told?.text.replace('{{ticket.requester.first_name}}', '') ?? '{{';
    expect(ours).not.toMatch(/\{\{|\{%|<(?!\/?p>)/);
    expect(JSON.stringify(fields)).not.toMatch(/\{\{|\{%/);
    for (const text of [ours, ...Object.values(fields)]) expect(text).not.toMatch(TURNS_TEXT);
    // An agent is offered it with the requester's name in it, and their editor makes text of what is escaped.
    const { json } = await running.ask(ticketId, await running.token('acme'));
    const { reply } = sidebarTicketSchema.parse(json) as { reply: { html: string; text: string } };
    expect(reply.html).not.toMatch(/\{\{|\{%|<(?!\/?p>|br>)/);
    expect(reply.text).not.toMatch(/\{\{|\{%/);
  });
});
