import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { smtp } from '@tidings/channels';
import { answer } from '@tidings/domain';
import {
  buildHostileOrder,
  HOSTILE_TEXTS,
  launchChromium,
  type MailSink,
  type ReceivedMail,
  startMailSink,
} from '@tidings/testing';
import { LiquidLayout } from './adapters/mail/liquid-layout.js';
import { portalLinks } from './adapters/mail/portal-links.js';
import { composeLetter } from './core/compose-letter.js';
import { buildBrand, buildSend } from './spec-support/fakes.js';

const NARROW = { width: 320, height: 640 };
const BIDI = /[\u202A-\u202E\u2066-\u2069]/;

let browser: Awaited<ReturnType<typeof launchChromium>>;
let sink: MailSink;
let channel: ReturnType<typeof smtp.open>;

beforeAll(async () => {
  [browser, sink] = await Promise.all([launchChromium(), startMailSink()]);
  channel = smtp.open({ url: sink.url, connections: 1, quietTimeoutMs: 5_000 });
}, 120_000);
afterAll(async () => {
  await channel.close();
  await sink.stop();
  await browser.close();
});

/** One hostile text wherever a stranger's text is shown in a mail, sent as any other. */
async function mailAbout(text: string): Promise<ReceivedMail> {
  const snapshot = buildHostileOrder(text);
  const letter = composeLetter(
    {
      send: buildSend({}, { orderNumber: snapshot.orderNumber, parcelIds: [] }),
      answer: answer(snapshot, 2, '2026-11-22T11:00:00.000Z'),
      recipient: {
        email: 'ana@example.org',
        locale: null,
        unsubscribeToken: '00000000-0000-4000-8000-000000000000',
        suppressions: [],
      },
      corrected: null,
      brand: buildBrand('northwind'),
    },
    {
      layout: new LiquidLayout(),
      links: portalLinks({ portal: 'https://{host}', unsubscribe: 'https://{host}' }),
    },
  );
  const before = sink.mails.length;
  const outcome = await channel.send(letter, {
    idempotencyKey: `order-1:order:on_its_way:${before}`,
    signal: AbortSignal.timeout(10_000),
  });
  expect(outcome).toMatchObject({ kind: 'accepted' });
  const mail = sink.mails[before];
  if (mail === undefined) throw new Error('no mail came');
  return mail;
}

/** What every mail has, and nothing beside it. */
const headerNamesOf = ({ parsed }: ReceivedMail): string[] => [...parsed.headers.keys()].toSorted();

describe.each(Object.entries(HOSTILE_TEXTS))('a stranger who writes %s', (_name, text) => {
  it('adds no header and no recipient, and stays on one line of the subject', async () => {
    const [mail, harmless] = [await mailAbout(text), await mailAbout('Walnut bowl')];
    expect(headerNamesOf(mail)).toEqual(headerNamesOf(harmless));
    expect(mail.to).toEqual(['ana@example.org']);
    expect(mail.parsed.subject).not.toMatch(/[\r\n]/);
    expect(mail.parsed.subject).not.toMatch(BIDI);
    expect(mail.parsed.text).not.toMatch(BIDI);
    expect(mail.parsed.text).not.toMatch(/42000/);
  });

  it('runs nothing, changes nothing and breaks nothing in the letter', async () => {
    const [mail, harmless] = [await mailAbout(text), await mailAbout('Walnut bowl')];
    const page = await browser.newPage({ viewport: NARROW });
    try {
      const lookAt = async ({ parsed }: ReceivedMail): Promise<Record<string, number>> => {
        await page.setContent(parsed.html || '', { waitUntil: 'load' });
        const count = (selector: string): Promise<number> => page.locator(selector).count();
        return {
          ran: Number(await page.evaluate("'ran' in window")),
          loads: await count('script, img, svg, iframe, link[rel=stylesheet]'),
          handlers: await count('[onerror], [onmouseover], [onfocus], [onload]'),
          headings: await count('h1, h2'),
          links: await count('a[href]'),
          overflow: await page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          ),
        };
      };
      const seen = await lookAt(mail);
      expect(await page.locator('body').innerText()).not.toMatch(/42000/);
      expect(seen).toEqual(await lookAt(harmless));
      expect(seen).toMatchObject({ ran: 0, loads: 0, handlers: 0, overflow: 0 });
    } finally {
      await page.close();
    }
  });
});
