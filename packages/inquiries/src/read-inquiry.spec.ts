import { describe, expect, it } from '@jest/globals';
import { HOSTILE_TEXTS } from '@tidings/testing';
import { type InquiryText, readInquiry } from './read-inquiry.js';
import { WRITTEN_INQUIRIES } from './spec-support/written-inquiries.js';

const labelOf = (inquiry: InquiryText): string => readInquiry(inquiry).verdict.label;

describe('readInquiry', () => {
  it.each(Object.entries(WRITTEN_INQUIRIES))('reads each text written for %s as that', (label, texts) => {
    const misread = texts.filter((body) => labelOf({ body }) !== label);
    expect(misread).toEqual([]);
  });

  it('shows the words by which it saw what it says', () => {
    const { verdict } = readInquiry({ body: 'Where is my parcel? Otherwise I want my money back.' });
    expect(verdict).toMatchObject({ label: 'abstain', because: 'mixed', alsoWants: ['refund'] });
    expect(verdict.evidence).toContainEqual({ name: 'where', language: 'en', words: 'where is my parcel' });
    expect(verdict.evidence).toContainEqual({ name: 'refund', language: 'en', words: 'money back' });
  });

  it.each([
    ['en', 'UPS says my package was delivered but it is not here.'],
    ['fr', 'Le transporteur indique livré mais je n’ai rien reçu, où est mon colis ?'],
    ['de', 'Laut DHL wurde das Paket zugestellt, es ist aber nicht angekommen.'],
    ['es', 'Dice que mi pedido fue entregado pero no lo he recibido.'],
  ])('tells a delivery that is not there from one that has yet to come (%s)', (language, body) => {
    const { verdict } = readInquiry({ body });
    expect(verdict).toMatchObject({ label: 'where_is_my_order', language });
    expect(verdict.aspects).toContain('delivered_not_there');
  });

  it('reads a curly apostrophe, none, and full-width letters alike', () => {
    for (const body of [
      'I haven’t received my order',
      'I havent received my order',
      'Ｗｈｅｒｅ ｉｓ my order',
    ])
      expect(labelOf({ body })).toBe('where_is_my_order');
  });

  it('sees through characters that nobody sees', () => {
    expect(labelOf({ body: 'Where is my or\u200Bder? I want a re\u00ADfund' })).toBe('abstain');
  });

  it('takes a subject for the customer’s words unless it is an answer to ours', () => {
    expect(labelOf({ subject: 'Where is my order?', body: 'Number 1001. Thanks!' })).toBe(
      'where_is_my_order',
    );
    expect(labelOf({ subject: 'Re: Where is my order?', body: 'Please send an invoice' })).toBe('other');
    expect(labelOf({ subject: 'Refund', body: 'Where is my order?' })).toBe('abstain');
  });

  it('answers no one who writes a long letter', () => {
    const long = `Where is my order? ${'We were walking along the shore when the dog saw a gull. '.repeat(30)}`;
    expect(readInquiry({ body: long }).verdict).toMatchObject({ label: 'abstain', because: 'too_long' });
  });

  it('has an answer to any text whatever, soon', () => {
    const endless = ['on '.repeat(20_000), '>'.repeat(50_000), '<div>'.repeat(20_000), 'Von: '.repeat(9_000)];
    const started = performance.now();
    for (const body of [...Object.values(HOSTILE_TEXTS), ...endless]) {
      expect(labelOf({ body })).not.toBe('where_is_my_order');
    }
    // Generous: a repetition inside a repetition would take minutes.
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
