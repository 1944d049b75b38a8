import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { People } from './spec-support/people.js';
import { type RunningDeflection, startDeflection } from './spec-support/running-deflection.js';
import { until } from './spec-support/until.js';

let running: RunningDeflection;
let people: People;

beforeAll(async () => {
  running = await startDeflection();
  people = new People(running);
});
afterAll(() => running.close());

describe('a customer who asked to be forgotten', () => {
  it('leaves nothing of what the helpdesk delivered about their tickets, and others’ stay', async () => {
    const [{ requester, orderNumber }, other] = [await people.buyer(), await people.buyer()];
    const text = 'Where is my order?';
    const ticketId = await running.open('acme', { text, requester });
    const others = await running.open('acme', { text, requester: other.requester });
    await running.settled('acme', ticketId);
    await running.settled('acme', others);
    const kept = async () => {
      const { rows } = await sql<{ ticketId: string; notices: number; orderNumber: string | null }>`
        select ticket_id as "ticketId", order_number as "orderNumber", outcome,
          (select count(*)::int from notice where notice.ticket_id = ticket.ticket_id
            and notice.brand_id = ticket.brand_id) as notices
        from ticket where brand_id = 'acme' and ticket_id in (${ticketId}, ${others})
        order by ticket_id::int`.execute(running.db);
      return rows;
    };
    const answered = { outcome: 'answered' };
    const untouched = { ...answered, ticketId: others, orderNumber: other.orderNumber, notices: 1 };
    expect(await kept()).toEqual([{ ...answered, ticketId, orderNumber, notices: 1 }, untouched]);
    await running.erase('acme', orderNumber);
    const forgotten = { ...answered, ticketId, orderNumber: null, notices: 0 };
    await until(kept, ([first]) => first?.notices === 0);
    expect(await kept()).toEqual([forgotten, untouched]);
  });

  it('leaves no address that they gave', async () => {
    const [{ orderNumber }, other] = [await people.buyer(), await people.buyer()];
    const address = { street: '12 Quay Street', extra: '', postcode: '', city: 'Falmouth' };
    await running.correctAddress({ brandId: 'acme', orderNumber, caseId: 'case-1', address });
    await running.correctAddress({
      brandId: 'acme',
      orderNumber: other.orderNumber,
      caseId: 'case-2',
      address,
    });
    const kept = async () => {
      const { rows } = await sql<{ caseId: string }>`
        select case_id as "caseId" from corrected_address where brand_id = 'acme'`.execute(running.db);
      return rows.map(({ caseId }) => caseId).toSorted();
    };
    expect(await kept()).toEqual(['case-1', 'case-2']);
    await running.erase('acme', orderNumber);
    await until(kept, ({ length }) => length < 2);
    expect(await kept()).toEqual(['case-2']);
  });

  it('is known by no order any more', async () => {
    const { requester, orderNumber } = await people.buyer();
    await running.erase('acme', orderNumber);
    const handedOver = await until(
      async () =>
        running.settled('acme', await running.open('acme', { text: 'Where is my order?', requester })),
      ({ outcome }) => outcome === 'handed_over',
    );
    expect(handedOver).toMatchObject({ because: 'no_order' });
  });
});
