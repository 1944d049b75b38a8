import { describe, expect, it } from '@jest/globals';
import type { ParcelAnswer } from '@tidings/domain';
import { buildAnswer, buildParcelAnswer } from '@tidings/testing';
import { reader, say } from './spec-support/say.js';

describe('what a message says', () => {
  it('on its way: who has it, where it was, when it comes', () => {
    expect(say('on_its_way', buildAnswer([buildParcelAnswer()]))).toEqual({
      language: 'en-GB',
      mood: 'good',
      subject: 'Your order 1001 from Hearth & Pine',
      preheader: 'Your order is on its way. UPS has it and recorded it in Memphis on Fri 20 November.',
      heading: 'Your order is on its way',
      paragraphs: [
        'UPS has it and recorded it in Memphis on Fri 20 November.',
        'UPS expects to deliver it between Tue 24 and Thu 26 November.',
      ],
      facts: [
        { label: 'Order', value: '1001' },
        { label: 'Expected', value: 'Between Tue 24 and Thu 26 November' },
        { label: 'Last recorded', value: 'Fri 20 November, Memphis' },
        { label: 'Carrier', value: 'UPS' },
        { label: 'Tracking number', value: '1Z999AA10123456784' },
      ],
      items: ['2 × Walnut bowl'],
      parcels: [],
      action: { label: 'See your order', url: 'https://track.example/t/abc' },
      footer: [
        'You get this email because you placed order 1001 at Hearth & Pine.',
        'Questions? Just reply: your answer reaches our support team.',
      ],
      unsubscribe: null,
    });
  });

  it('a label is not a shipment', () => {
    const waiting = buildParcelAnswer({
      headline: 'awaiting_carrier_late',
      lastScanAt: null,
      lastPlace: null,
      estimate: null,
      nextStep: 'carrier_collects',
      nextBy: '2026-11-25T15:00:00.000Z',
    });
    const { heading, paragraphs } = say('label_without_pickup', buildAnswer([waiting]));
    expect([heading, ...paragraphs]).toEqual([
      'Your order is still waiting for the carrier',
      'It is packed and has its label, but UPS has not collected it yet. So it is not on its way.',
      'Next, UPS collects it from us, normally by Wed 25 November.',
    ]);
  });

  it('an incomplete address: names the task in the subject, asks, and says by when', () => {
    const stuck = buildParcelAnswer({
      headline: 'problem',
      actor: 'recipient',
      reason: 'address_insufficient',
      nextStep: 'you_choose',
      nextBy: '2026-11-23T20:00:00.000Z',
      estimate: null,
    });
    const openCase = {
      caseId: 'c',
      reason: 'address_insufficient',
      dueAt: '2026-11-23T20:00:00.000Z',
      options: ['correct_address', 'refund', 'contact_us'],
    } as const;
    const content = say(
      'exception',
      buildAnswer([stuck], { openCase: { ...openCase, options: [...openCase.options] } }),
      { reason: 'address_insufficient' },
    );
    expect(content.subject).toBe('Order 1001: The address is incomplete');
    expect(content.action?.label).toBe('Choose what happens next');
    expect(content.paragraphs).toEqual([
      'The carrier says that something is missing from the address, for example a flat number or a company name.',
      'Please reply to this email with the complete address and we will pass it on to the carrier.',
      'Please let us know by Mon 23 November. We can correct the address or give you your money back.',
    ]);
  });

  it('a problem that is ours asks the customer for nothing', () => {
    const broken = buildParcelAnswer({
      headline: 'problem',
      actor: 'merchant',
      reason: 'damaged',
      nextStep: 'we_solve',
      nextBy: '2026-11-23',
      estimate: null,
    });
    const content = say('exception', buildAnswer([broken]), { reason: 'damaged' });
    expect(content.subject).toBe('Your order 1001 from Hearth & Pine');
    expect(content.paragraphs.at(-1)).toBe(
      'Our team is looking after it and will write to you by Mon 23 November.',
    );
  });

  it('silence: since when, that nobody gave a reason, and no date that nobody has', () => {
    const quiet = buildParcelAnswer({
      headline: 'silent',
      silentSince: '2026-11-16T10:00:00.000Z',
      estimate: null,
      nextStep: 'we_check',
      nextBy: '2026-11-24T10:00:00.000Z',
    });
    expect(say('silence', buildAnswer([quiet])).paragraphs).toEqual([
      'UPS last recorded it in Memphis on Mon 16 November. That is longer ago than usual. The carrier has not given a reason.',
      'You do not have to do anything.',
      'We are watching it, and look at it again by Tue 24 November at the latest. We will write to you when there is news. We do not have a delivery date that we could rely on.',
    ]);
  });

  it('a moved date: what it is, what it was, and why or that nobody said why', () => {
    const moved = buildParcelAnswer({
      estimateBefore: { from: '2026-11-23', to: '2026-11-23', basis: 'carrier', coverage: null },
    });
    expect(say('estimate_moved', buildAnswer([moved]), { reason: 'weather' }).paragraphs).toEqual([
      'The weather is holding the carrier up.',
      'UPS expects to deliver it between Tue 24 and Thu 26 November. Before, it was expected on Mon 23 November.',
    ]);
    expect(say('estimate_moved', buildAnswer([moved])).paragraphs[0]).toBe(
      'The carrier has changed the date and has not given a reason.',
    );
  });

  it('a correction: what was said, when, that it was wrong, and what is so now', () => {
    const corrected = { condition: 'delivered', saidAt: '2026-11-19T15:00:00.000Z' } as const;
    expect(say('correction', buildAnswer([buildParcelAnswer()]), { corrected }).paragraphs).toEqual([
      'On Thu 19 November we told you that your parcel was delivered. That turned out to be wrong, and we are sorry.',
      'What we know now: it is on its way with UPS. It was last recorded in Memphis on Fri 20 November.',
      'Next, UPS brings it to you. UPS expects to deliver it between Tue 24 and Thu 26 November.',
    ]);
  });

  it('an order in several parts is one story', () => {
    const about = buildAnswer(
      [
        buildParcelAnswer({ headline: 'delivered', nextStep: 'nothing' }),
        buildParcelAnswer({ parcelId: 'p2', items: [{ title: 'Lamp', quantity: 1 }] }),
      ],
      { waitingItems: [{ title: 'Oak tray', quantity: 1, availableFrom: '2027-01-04' }] },
    );
    const content = say('delivered', about);
    expect(content.heading).toBe('Part of your order was delivered');
    expect(content.items).toEqual([]);
    expect(content.parcels).toEqual([
      {
        title: 'Parcel 1 of 2',
        status: 'The carrier reports that it was delivered on Fri 20 November at 15:19.',
        items: ['2 × Walnut bowl'],
      },
      {
        title: 'Parcel 2 of 2',
        status:
          'It is on its way with UPS. It was last recorded in Memphis on Fri 20 November. UPS expects to deliver it between Tue 24 and Thu 26 November.',
        items: ['Lamp'],
      },
      { title: 'Not packed yet', status: '', items: ['Oak tray (not before Mon 4 January 2027)'] },
    ]);
  });

  it('two parcels that moved together share a sentence only where it holds for both', () => {
    const about = buildAnswer([
      buildParcelAnswer(),
      buildParcelAnswer({
        parcelId: 'p2',
        trackingNumber: '1Z2',
        estimate: { from: '2026-11-27', to: '2026-11-27', basis: 'carrier', coverage: null },
      }),
    ]);
    const content = say('on_its_way', about, { parcelIds: ['p1', 'p2'] });
    expect(content.heading).toBe('Your order is on its way');
    expect(content.paragraphs).toEqual(['UPS has it and recorded it in Memphis on Fri 20 November.']);
    expect(content.facts.map(({ label }) => label)).toEqual(['Order', 'Last recorded', 'Carrier']);
  });
});

describe('honesty about time', () => {
  const delivered = (reachedAt: ParcelAnswer['reachedAt']): string =>
    say(
      'delivered',
      buildAnswer([
        buildParcelAnswer({ headline: 'delivered', nextStep: 'nothing', reachedAt, lastPlace: null }),
      ]),
    ).paragraphs[0] ?? '';

  it('shows an hour only where the source knew which clock it read', () => {
    const wall = '2026-11-20T15:19:00';
    const known = { instant: '2026-11-20T20:19:00.000Z', wall, precision: 'minute' } as const;
    expect(delivered({ ...known, offsetMinutes: -300, zoneFrom: 'carrier' })).toContain(
      'on Fri 20 November at 15:19',
    );
    expect(delivered({ ...known, instant: null, offsetMinutes: null, zoneFrom: 'place' })).toContain(
      'on Fri 20 November at 15:19',
    );
    expect(delivered({ ...known, offsetMinutes: -300, zoneFrom: 'assumed' })).toMatch(
      /on Fri 20 November\.$/,
    );
    expect(delivered({ ...known, instant: null, offsetMinutes: null, zoneFrom: 'none' })).toMatch(
      /on Fri 20 November\.$/,
    );
  });

  it('reads an instant without a place as the date it is for the reader', () => {
    const at = {
      instant: '2026-11-21T02:19:00.000Z',
      wall: '2026-11-21T02:19:00',
      offsetMinutes: 0,
      zoneFrom: 'carrier',
      precision: 'minute',
    } as const;
    expect(delivered(at)).toMatch(/on Fri 20 November\.$/);
  });

  it('says of a date that has passed that it has passed', () => {
    const late = buildParcelAnswer({
      estimate: { from: '2026-11-18', to: '2026-11-19', basis: 'carrier', coverage: null },
    });
    const content = say('moving_again', buildAnswer([late]));
    expect(content.paragraphs[1]).toBe(
      'It was expected between Wed 18 and Thu 19 November. That has passed, and we do not have a new date yet.',
    );
    expect(content.facts.map(({ label }) => label)).not.toContain('Expected');
  });

  it('promises nothing by a day that is over', () => {
    const overdue = buildParcelAnswer({
      headline: 'awaiting_carrier_late',
      nextStep: 'carrier_collects',
      nextBy: '2026-11-18T15:00:00.000Z',
    });
    expect(say('label_without_pickup', buildAnswer([overdue])).paragraphs.at(-1)).toBe(
      'Next, UPS collects it from us.',
    );
  });

  it('says when it was last checked once it cannot vouch for it', () => {
    expect(say('noise', buildAnswer([buildParcelAnswer()], { isStale: true })).paragraphs.at(-1)).toBe(
      'This is what we knew on Fri 20 November. We could not check it again since.',
    );
  });

  it('writes dates the way the reader does', () => {
    const american = { ...reader, locale: 'en-US' };
    expect(say('on_its_way', buildAnswer([buildParcelAnswer()]), { reader: american }).paragraphs[1]).toBe(
      'UPS expects to deliver it between Tue, November 24 and Thu, November 26.',
    );
    const delivered = buildAnswer([buildParcelAnswer({ headline: 'delivered', nextStep: 'nothing' })]);
    expect(say('delivered', delivered, { reader: american }).paragraphs[0]).toMatch(
      /on Fri, November 20 at 3:19\sPM, in Memphis\.$/,
    );
    const unspoken = { ...reader, locale: 'de-DE' };
    expect(say('on_its_way', buildAnswer([buildParcelAnswer()]), { reader: unspoken }).heading).toBe(
      'Your order is on its way',
    );
  });

  it('an interval over the turn of a month names both months', () => {
    const over = buildParcelAnswer({
      estimate: { from: '2026-11-30', to: '2026-12-02', basis: 'learned', coverage: 0.9 },
    });
    expect(say('on_its_way', buildAnswer([over])).paragraphs[1]).toBe(
      'Going by similar parcels, it should reach you between Mon 30 November and Wed 2 December.',
    );
  });
});

describe("other people's text", () => {
  it('stays data: on one line, of bounded length, unable to turn the line around', () => {
    const nasty = 'Bowl\r\nBcc: x@y.z\u202Eevil {{ brand }} <b>';
    const about = buildAnswer(
      [
        buildParcelAnswer({
          items: [
            { title: nasty, quantity: 1 },
            { title: 'x'.repeat(500), quantity: 1 },
          ],
        }),
      ],
      { orderNumber: '1\r\nBcc: a@b.c' },
    );
    const content = say('on_its_way', about);
    expect(content.items[0]).toBe('Bowl Bcc: x@y.z evil {{ brand }} <b>');
    expect(content.items[1]).toHaveLength(120);
    expect(content.subject).toBe('Your order 1 Bcc: a@b.c from Hearth & Pine');
  });
});
