import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryHelpdesk } from './memory-helpdesk.js';

const metadata = { decision_id: 'd-1' };
let helpdesk: MemoryHelpdesk;
let ticketId: string;

beforeEach(() => {
  helpdesk = new MemoryHelpdesk(() => '2026-11-24T10:00:00.000Z');
  ticketId = helpdesk.open({ text: 'Where is my order 1001?' });
});

describe('a ticket in memory', () => {
  it('is written to at once and as a whole', async () => {
    const ticket = await helpdesk.readTicket(ticketId);
    const comment = { html: '<p>On its way</p>', isPublic: true };
    const change = { comment, status: 'solved', addTags: ['told'], fields: { '7': 'x' }, metadata } as const;
    const { updateId } = await helpdesk.updateTicket(ticket, change);
    const after = await helpdesk.readTicket(ticketId);
    expect(after).toMatchObject({ status: 'solved', tags: ['told'], fields: { '7': 'x' } });
    expect(after.comments.map(({ writer }) => writer)).toEqual(['requester', 'ourselves']);
    expect(after.history.at(-1)).toMatchObject({
      id: updateId,
      metadata,
      status: 'solved',
      comment: 'public',
    });
  });

  it('refuses an update of an older copy, and one of a closed ticket', async () => {
    const ticket = await helpdesk.readTicket(ticketId);
    helpdesk.write(ticketId, { writer: 'requester', text: 'Hello?', status: 'closed' });
    for (const copy of [ticket, await helpdesk.readTicket(ticketId)])
      await expect(helpdesk.updateTicket(copy, { status: 'solved', metadata })).rejects.toMatchObject({
        failure: { code: 'conflict' },
      });
    expect(helpdesk.changes).toHaveLength(0);
  });

  it('can be written to without anybody hearing of it, and fails as told', async () => {
    const ticket = await helpdesk.readTicket(ticketId);
    helpdesk.loseNextAnswer();
    await expect(helpdesk.updateTicket(ticket, { status: 'pending', metadata })).rejects.toMatchObject({
      failure: { code: 'unavailable', mayHaveHappened: true },
    });
    expect((await helpdesk.readTicket(ticketId)).history.at(-1)?.metadata).toEqual(metadata);
    helpdesk.failNext({ code: 'rate_limited', retryAfterSeconds: 3 });
    await expect(helpdesk.listMacros()).rejects.toMatchObject({ failure: { retryAfterSeconds: 3 } });
    await expect(helpdesk.listMacros()).resolves.toEqual([]);
  });
});
