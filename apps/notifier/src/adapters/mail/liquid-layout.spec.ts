import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { MessageContent } from '@tidings/wording';
import { LiquidLayout } from './liquid-layout.js';

const content: MessageContent = {
  language: 'en-GB',
  mood: 'neutral',
  subject: 'Your order 1001',
  preheader: 'Your order is on its way.',
  heading: 'Your order is on its way',
  paragraphs: ['UPS has it.'],
  facts: [{ label: 'Carrier', value: 'UPS' }],
  items: ['2 × Walnut bowl'],
  parcels: [{ title: 'Parcel 1 of 2', status: 'It is with UPS.', items: ['Lamp'] }],
  action: { label: 'See your order', url: 'https://track.example/t/abc' },
  footer: ['You get this email because you ordered.'],
  unsubscribe: { label: 'Stop', url: 'https://track.example/u/abc' },
};
const letterhead = { brandName: 'Hearth & Pine', postalAddress: ['12 Quay Street', 'Falmouth'] };
const layout = new LiquidLayout();

/** Every piece of text there is, replaced by the same. */
function all(text: string): { content: MessageContent; letterhead: typeof letterhead } {
  const swap = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && !value.startsWith('https:') ? text : value;
  return {
    content: JSON.parse(JSON.stringify(content, swap)) as MessageContent,
    letterhead: JSON.parse(JSON.stringify(letterhead, swap)) as typeof letterhead,
  };
}

describe('the letter', () => {
  it('says the same in both parts', () => {
    const { html, text } = layout.layOut(content, letterhead);
    const said = [
      content.heading,
      'UPS has it.',
      '2 × Walnut bowl',
      'Parcel 1 of 2',
      'It is with UPS.',
      'Lamp',
      '12 Quay Street',
    ];
    for (const sentence of said) {
      expect(html).toContain(sentence);
      expect(text).toContain(sentence);
    }
    expect(html).toContain('Hearth &amp; Pine');
    expect(text).toContain('Hearth & Pine');
    expect(html).toContain('href="https://track.example/t/abc"');
  });

  it('lets no value become markup or template, in any place', () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>{{ brandName }}{% if true %}'`;
    const { content: nasty, letterhead: head } = all(hostile);
    const { html, text } = layout.layOut(nasty, head);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    expect(html.split('&gt;&lt;script&gt;alert(1)').length).toBeGreaterThan(10);
    expect(html).toContain('{{ brandName }}{% if true %}');
    expect(text).toContain(hostile);
  });

  it('reads well as plain text', () => {
    expect(layout.layOut(content, letterhead).text).toBe(`Your order is on its way

UPS has it.

See your order: https://track.example/t/abc

- 2 × Walnut bowl

Parcel 1 of 2
It is with UPS.
- Lamp

Carrier: UPS

--${' '}
Hearth & Pine
You get this email because you ordered.
Stop: https://track.example/u/abc

12 Quay Street
Falmouth
`);
  });

  it('has no button without a page, and asks no server for anything', () => {
    const { html } = layout.layOut({ ...content, action: null, unsubscribe: null }, letterhead);
    expect(html).not.toContain('href=');
    expect(html).not.toMatch(/src=|@import|url\(/);
  });

  it('is the compiled template, up to date (npm run templates -w apps/notifier)', async () => {
    const compiler = '../../../templates/compile.mjs';
    const { compileLetter } = (await import(compiler)) as { compileLetter(): Promise<string> };
    const committed = new URL('../../../templates/letter.html', import.meta.url);
    expect(readFileSync(committed, 'utf8')).toBe(await compileLetter());
  });
});
