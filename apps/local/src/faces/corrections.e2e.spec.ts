import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addHours } from '@tidings/domain';
import { readMail } from '../mailbox/read-mail.js';
import {
  startTestInfrastructure,
  type TestInfrastructure,
} from '../harness/spec-support/start-test-infrastructure.js';
import { Teardown } from '../harness/teardown.js';
import { playUntil } from '../product/play-until.js';
import type { Product } from '../product/start-product.js';
import type { TimeLapse } from '../product/time-lapse.js';
import type { Ticket } from '../zendesk/desk-state.js';
import { readOurWrites } from '../zendesk/our-writes.js';
import { readPage, readSidebar, readStatus } from './spec-support/read-faces.js';

/** A Wednesday noon. */
const NOW = '2026-03-04T12:00:00.000Z';
const TIMEOUT_MS = 240_000;
const FALSE = 'we told you that your parcel was out for delivery. That turned out to be wrong';

/** One who asks everywhere, and one who only has their mail. */
const asking = { number: 'NW-8801', email: 'asking@shopper.example', trackingNumber: '782000000001' };
const waiting = { number: 'NW-8802', email: 'waiting@shopper.example', trackingNumber: '782000000002' };
type Customer = typeof asking;

const teardown = new Teardown();
let infrastructure: TestInfrastructure;
let product: Product;
let lapse: TimeLapse;

beforeAll(async () => {
  infrastructure = await startTestInfrastructure(teardown);
  const setting = { infrastructure, startsAt: NOW, hours: 0, orderNumbers: [], everydayStories: 0 };
  ({ product, lapse } = await playUntil(teardown, setting));
}, TIMEOUT_MS);
afterAll(() => teardown.run(), TIMEOUT_MS);

async function tell(path: string, body: object): Promise<void> {
  const { ingestionUrl, apiKey } = product.doorsOf('northwind');
  const answer = await fetch(`${ingestionUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

function order({ number, email, trackingNumber }: Customer): object {
  const lines = [{ id: '1', title: 'Walking boots', quantity: 1 }];
  const shipped = { id: `${number}-1`, carrier: 'fedex', trackingNumber, createdAt: addHours(NOW, -50) };
  return {
    number,
    placedAt: addHours(NOW, -60),
    updatedAt: NOW,
    lines,
    shipments: [{ ...shipped, lines: [{ lineId: '1', quantity: 1 }] }],
    destination: { country: 'US', region: 'ME', postalCode: '04101' },
    contact: { name: 'A. Shopper', email, postalCode: '04101' },
  };
}

const report = ({ number, trackingNumber }: Customer, events: readonly object[]): Promise<void> =>
  tell('/v1/events', { orderNumber: number, parcel: { carrier: 'fedex', trackingNumber }, events });

const lettersTo = async ({ email }: Customer): Promise<readonly string[]> => {
  const mails = infrastructure.mail.mails.filter(({ to }) => to.includes(email));
  return Promise.all(mails.map(async (mail) => (await readMail(mail)).text.replace(/\s+/g, ' ')));
};

const open = ({ email }: Customer): Ticket =>
  product.helpdesk.zendesk.desk.open({
    requester: { name: 'A. Shopper', email },
    subject: 'My order',
    text: 'Where is my order?',
  });

const saidOnce = (texts: readonly string[]): number => texts.filter((text) => text.includes(FALSE)).length;

it(
  'what ticket, page, bot and mail told of a tour that never was is taken back in each of them once, and nowhere else',
  async () => {
    const way = [
      { at: addHours(NOW, -48), type: 'label_created' },
      { at: addHours(NOW, -44), type: 'picked_up', place: { city: 'Columbus', region: 'OH', country: 'US' } },
      { at: addHours(NOW, -2), type: 'out_for_delivery' },
    ];
    for (const customer of [asking, waiting]) await tell('/v1/orders', order(customer));
    await lapse.advanceTo(NOW);
    for (const customer of [asking, waiting]) await report(customer, way);
    await lapse.advanceTo(NOW);
    const ticket = open(asking);
    await lapse.advanceTo(NOW);
    const { desk } = product.helpdesk.zendesk;
    const writes = () => readOurWrites(desk, desk.find(ticket.id));
    expect(writes()).toMatchObject([{ outcome: 'answered', isPublic: true }]);
    const { pageUrl } = await readSidebar(product, ticket.id);
    expect((await readPage(pageUrl)).text).not.toContain(FALSE);
    expect(await readStatus(product, asking.number, asking.email)).toMatchObject({
      status: 'out_for_delivery',
      correction: null,
    });
    await lapse.advanceTo(NOW);

    const later = addHours(NOW, 1);
    const takenBack = { at: addHours(NOW, -1), type: 'correction', retracts: 'out_for_delivery' };
    await lapse.advanceTo(later);
    for (let times = 0; times < 2; times += 1) {
      for (const customer of [asking, waiting]) await report(customer, [takenBack]);
      await lapse.advanceTo(later);
    }
    for (const customer of [asking, waiting])
      await report(customer, [{ at: addHours(NOW, -0.5), type: 'in_transit' }]);
    await lapse.advanceTo(addHours(NOW, 2));

    expect(writes()).toMatchObject([
      { outcome: 'answered', isPublic: true },
      { outcome: 'corrected', isPublic: true, text: expect.stringContaining(FALSE) },
    ]);
    for (const customer of [asking, waiting]) expect(saidOnce(await lettersTo(customer))).toBe(1);
    const seen = await readPage(pageUrl);
    expect(seen.text.split(FALSE)).toHaveLength(2);
    const told = await readStatus(product, asking.number, asking.email);
    expect(told.correction).toContain(FALSE);
    expect(told.summary.split(FALSE)).toHaveLength(2);

    const unasked = open(waiting);
    await lapse.advanceTo(addHours(NOW, 2));
    const page = await readPage((await readSidebar(product, unasked.id)).pageUrl);
    expect(page.whole).not.toContain(FALSE);
    expect((await readStatus(product, waiting.number, waiting.email)).correction).toBeNull();
    expect(readOurWrites(desk, desk.find(unasked.id))).toMatchObject([{ outcome: 'answered' }]);

    const { noticed } = await readSidebar(product, ticket.id);
    const corrections = noticed.filter((each) => each.startsWith('Something said turned out wrong'));
    // In the ticket, in the mail, on the page and by the bot.
    expect(corrections).toHaveLength(4);
    await lapse.advanceTo(addHours(NOW, 60));
    expect((await readPage(pageUrl)).text).not.toContain(FALSE);
    expect((await readStatus(product, asking.number, asking.email)).correction).toBeNull();
    expect(writes().filter(({ outcome }) => outcome === 'corrected')).toHaveLength(1);
  },
  TIMEOUT_MS,
);
