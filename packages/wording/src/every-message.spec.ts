import { describe, expect, it } from '@jest/globals';
import {
  ACTORS,
  CONDITIONS,
  HEADLINES,
  MILESTONES,
  NEXT_STEPS,
  REASON_NAMES,
  isBeforeCarrier,
} from '@tidings/domain';
import { buildAnswer, buildParcelAnswer } from '@tidings/testing';
import { renderAnswer } from './render-answer.js';
import type { MessageContent } from './render-message.js';
import { reader, say } from './spec-support/say.js';

/** Everything of a message that a customer reads. */
function wordsOf(content: MessageContent): string {
  const { subject, preheader, heading, paragraphs, footer, parcels, facts } = content;
  const rows = facts.map(({ label, value }) => `${label} ${value}`);
  return [
    subject,
    preheader,
    heading,
    ...paragraphs,
    ...footer,
    ...rows,
    ...parcels.map(({ status }) => status),
  ].join('\n');
}

const JARGON =
  /\b(exception|manifest|facility|consignee|tendered|undeliverable|scan|scanned|in transit|shipment|shipped|carrier status|EDD|ETA|milestone|recipient|attempt(ed)? failed)\b/i;
const BROKEN = /undefined|null|NaN|\[object|Invalid Date|\$\{|\s{2}|\s\.|\.\.|,\./;

const badlyPut = (texts: readonly string[]): string[] =>
  texts.filter((text) => BROKEN.test(text) || JARGON.test(text));

describe('every message', () => {
  const bare = buildParcelAnswer({
    carrier: null,
    trackingNumber: null,
    reachedAt: null,
    lastPlace: null,
    lastScanAt: null,
    estimate: null,
    items: [],
  });
  const worlds = [
    buildAnswer([buildParcelAnswer()]),
    buildAnswer([bare], { orderNumber: null, isStale: true }),
    buildAnswer([]),
    buildAnswer([buildParcelAnswer(), buildParcelAnswer({ parcelId: 'p2', estimate: null })]),
  ];

  it.each(CONDITIONS)(
    'can say %s for every reason, in whole words and without the jargon of carriers',
    (condition) => {
      const texts = [null, ...REASON_NAMES].flatMap((reason) =>
        worlds.map((world) => wordsOf(say(condition, world, { reason }))),
      );
      expect(badlyPut(texts)).toEqual([]);
    },
  );

  it.each(HEADLINES)(
    'can tell an order that stands at %s, whoever must act and whatever is next',
    (headline) => {
      const worlds = ACTORS.flatMap((actor) =>
        NEXT_STEPS.map((nextStep) =>
          buildAnswer([buildParcelAnswer({ headline, actor, nextStep, nextBy: '2026-11-25' })]),
        ),
      );
      expect(badlyPut(worlds.map((about) => renderAnswer(about, reader).summary))).toEqual([]);
      expect(badlyPut(worlds.map((about) => wordsOf(say('correction', about))))).toEqual([]);
    },
  );

  it('claims no movement before the carrier touched the parcel', () => {
    const before = [
      buildAnswer([], { nextStep: 'we_dispatch' }),
      ...MILESTONES.filter(isBeforeCarrier).map((milestone) =>
        buildAnswer([
          buildParcelAnswer({
            milestone,
            headline: 'label_created',
            nextStep: 'carrier_collects',
            lastScanAt: null,
            lastPlace: null,
          }),
        ]),
      ),
    ];
    for (const about of before)
      for (const condition of ['order_held', 'preparing_late', 'label_without_pickup', 'noise'] as const) {
        const text = wordsOf(say(condition, about)).replaceAll(/not on its way/g, '');
        expect(text).not.toMatch(/on its way|shipped|dispatched|has left us|sent out/i);
      }
  });
});
