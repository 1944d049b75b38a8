import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { axeViolations, COLOUR_RULES } from '@tidings/testing';
import type { Locator, Page } from 'playwright-core';
import { Teardown } from '../../harness/teardown.js';
import { Refusal, type Ticket } from '../desk-state.js';
import { AgentsRoom, type Forged, type Seen } from './spec-support/agents-room.js';

/** A browser, and every service, beside other work. */
jest.setTimeout(90_000);

const INSERT = 'Insert into the editor';
const CLEO = 'cleo.abara@shopper.example';
const EVE = 'eve.larkin@shopper.example';

const teardown = new Teardown();
let room: AgentsRoom;

beforeAll(async () => {
  room = await AgentsRoom.open(teardown);
}, 240_000);
afterAll(() => teardown.run(), 60_000);

const expectShown = (shown: Locator): Promise<void> => shown.waitFor();
const expectHeading = ({ app }: Seen, name: string) =>
  app.getByRole('heading', { name, exact: true }).waitFor();

/** Asks for more than an answer can give, so a person is left to answer. */
const forAPerson = (): Promise<Ticket> =>
  room.answered(room.write(CLEO, 'Where is my order NW-2003? Otherwise I want a refund.'));

/** For those who only look, and change nothing. */
let toLookAt: Promise<Ticket> | undefined;
const lookedAt = (): Promise<Ticket> => (toLookAt ??= forAPerson());

describe('a ticket that asks where an order is', () => {
  it('is answered within seconds, and the journey stands beside it', async () => {
    const ticket = await room.answered(room.write(CLEO, 'Hi, where is my order?'));
    expect(ticket.comments.at(-1)).toMatchObject({ isPublic: true });
    await room.visit(ticket, async (seen) => {
      const { app } = seen;
      await expectHeading(seen, 'Order NW-2003');
      await expectShown(app.getByText('Answered').first());
      await expectHeading(seen, 'On its way');
      expect(
        await app
          .getByText(/Thu 5 March/)
          .first()
          .isVisible(),
      ).toBe(true);
      expect(await app.getByText('What the customer was told').isVisible()).toBe(true);
      await app.getByText('Why, and why not').click();
      await app.getByText('What decided it').first().click();
      await app
        .getByText(/^Rule .+ of policy/)
        .first()
        .waitFor();
    });
  });

  it('shows the carrier’s own words only on demand', async () => {
    await room.visit(await lookedAt(), async (seen) => {
      await expectHeading(seen, 'On its way');
      const quote = seen.app.locator('q').first();
      expect(await quote.isVisible()).toBe(false);
      await seen.app.getByText('in its own words').first().click();
      expect(await quote.isVisible()).toBe(true);
    });
  });
});

describe('the reply', () => {
  it('stands in the editor when the agent says so, and goes out when they send it', async () => {
    const ticket = await forAPerson();
    await room.visit(ticket, async (seen) => {
      const { page, app } = seen;
      const editor = page.locator('.editor');
      await expectShown(app.getByRole('button', { name: INSERT }));
      expect(await editor.innerText()).toBe('');
      const before = room.desk.find(ticket.id).comments.length;
      await app.getByRole('button', { name: INSERT }).click();
      await expectShown(app.getByText('Inserted into the public reply. Nothing was sent.'));
      expect(await editor.innerText()).toContain('Your order is on its way');
      expect(room.desk.find(ticket.id).comments).toHaveLength(before);
      await page.getByRole('button', { name: 'Submit' }).click();
      await expectShown(page.getByText('Robin Vale').nth(1));
      expect(room.desk.find(ticket.id).comments.at(-1)?.plain).toContain('on its way');
    });
  });

  it('is read as the customer will read it, before it is inserted and after it was sent', async () => {
    const ticket = await forAPerson();
    await room.visit(ticket, async ({ page, app }) => {
      await app.getByText('Read it first').click();
      const [firstName] = room.desk.user(ticket.requesterId).name.split(' ');
      const read = await app.getByText(/^Hello .*,/).innerText();
      expect(read).toContain(`Hello ${firstName},`);
      expect(read).toContain('Your order is on its way');
      expect(read).not.toContain('{{');
      await app.getByRole('button', { name: INSERT }).click();
      await expectShown(app.getByText('Inserted into the public reply. Nothing was sent.'));
      const lines = (text: string): string[] => text.split(/\s*\n\s*/).filter(Boolean);
      expect(lines(await page.locator('.editor').innerText())).toEqual(lines(read));
      await page.getByRole('button', { name: 'Submit' }).click();
      await expectShown(page.getByText('Robin Vale').nth(1));
      expect(lines(room.desk.find(ticket.id).comments.at(-1)?.plain ?? '')).toEqual(lines(read));
    });
  });

  it('is reached and inserted by keyboard alone', async () => {
    await room.visit(await lookedAt(), async ({ page, app, frame }) => {
      await expectShown(app.getByRole('button', { name: INSERT }));
      const focused = () => frame.evaluate<string>('document.activeElement.textContent.trim()');
      await page.getByRole('button', { name: 'Submit' }).focus();
      for (let stop = 0; stop < 4 && (await focused()) !== INSERT; stop += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expectShown(app.getByText('Inserted into the public reply. Nothing was sent.'));
    });
  });
});

describe('the sidebar', () => {
  it('puts an open case before everything else, and has no reply for it', async () => {
    await room.visit(await room.answered(room.write(EVE, 'Where is my order?')), async (seen) => {
      await expectShown(seen.app.getByText('Open case', { exact: true }));
      expect(await seen.app.getByText('Offered to the customer').isVisible()).toBe(true);
      expect(await seen.app.getByRole('button', { name: INSERT }).count()).toBe(0);
    });
  });

  it('lets the agent say which of several orders it is', async () => {
    const ticket = await room.answered(room.write('hal.penn@shopper.example', 'Where is my order?'));
    await room.visit(ticket, async (seen) => {
      await expectHeading(seen, 'Which order is it?');
      await seen.app.getByRole('button', { name: /NW-2102/ }).click();
      await expectHeading(seen, 'Order NW-2102');
      await seen.app.getByText('1 other order').click();
      await expectShown(seen.app.getByRole('button', { name: /NW-2101/ }));
    });
  });

  it('says that it found no order, and where it looked', async () => {
    await room.visit(room.write('nobody@shopper.example', 'Where is my order?'), async (seen) => {
      await expectHeading(seen, 'No order found');
    });
  });

  it('says so while it looks', async () => {
    const answer = Promise.withResolvers<void>();
    const before = async (page: Page): Promise<void> => {
      await page.route('**/agent/proxy', async (route) => {
        await answer.promise;
        await route.continue();
      });
    };
    await room.visit(
      await lookedAt(),
      async (seen) => {
        await expectShown(seen.app.getByText('Looking for the order'));
        answer.resolve();
        await expectHeading(seen, 'On its way');
      },
      { before },
    );
  });

  it('says that the helpdesk did not let it look, and looks again when asked', async () => {
    const ticket = await forAPerson();
    const { desk } = room;
    await room.visit(ticket, async (seen) => {
      await expectHeading(seen, 'On its way');
      const find = jest.spyOn(desk, 'find').mockImplementation(() => {
        throw new Refusal(503, {});
      });
      await seen.app.getByRole('button', { name: 'Refresh' }).click();
      await expectShown(seen.app.getByText('This could not be refreshed.'));
      find.mockRestore();
      await seen.app.getByRole('button', { name: 'Refresh' }).click();
      await seen.app.getByText('This could not be refreshed.').waitFor({ state: 'detached' });
    });
  });

  it('says when what it shows was not checked lately', async () => {
    const ticket = room.write('bela.quist@shopper.example', 'Where is my order?');
    await room.answered(ticket);
    await room.leaveUnchecked('NW-2002');
    await room.visit(ticket, async ({ app }) => {
      await expectShown(app.getByText('Not checked lately'));
      expect(await app.getByRole('button', { name: INSERT }).count()).toBe(0);
    });
  });

  it.each([
    ['a wrong key', { key: 'not the key that this installation was given' }],
    ['a token that has expired', { expiresInSeconds: -60 }],
    ['a token that lasts too long', { expiresInSeconds: 3_600 }],
    ['a token of another installation', { issuer: 'lumen.zendesk.com' }],
    ['a token for another service', { audience: 'https://other.example' }],
  ] satisfies [string, Forged][])('is told nothing for %s', async (_, forged) => {
    const before = (page: Page) => room.forge(page, forged);
    const look = async (seen: Seen) => {
      await expectHeading(seen, 'The key does not fit');
      expect(await seen.app.locator('body').innerText()).not.toMatch(/NW-|Cleo|way/);
    };
    await room.visit(await lookedAt(), look, { before });
  });

  it('is told everything for the token of its own installation', async () => {
    const before = (page: Page) => room.forge(page, {});
    await room.visit(await lookedAt(), (seen) => expectHeading(seen, 'On its way'), { before });
  });

  it.each(['light', 'dark'] as const)('is clean for axe in %s, and fits into 320 px', async (colorScheme) => {
    for (const ticket of [await lookedAt(), await room.answered(room.write(EVE, 'Where is my order?'))])
      await room.visit(
        ticket,
        async ({ page, app, frame }) => {
          await expectShown(app.getByRole('heading', { level: 1 }));
          const scheme = await frame.evaluate('getComputedStyle(document.documentElement).colorScheme');
          expect(scheme).toBe(colorScheme);
          expect(new URL(frame.url()).origin).not.toBe(new URL(page.url()).origin);
          await frame.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })",
          );
          // Its markup is the same in both.
          expect(await axeViolations(frame, colorScheme === 'dark' ? COLOUR_RULES : undefined)).toEqual([]);
          const [width = 0, needed] = await frame.evaluate<number[]>(
            '[innerWidth, document.documentElement.scrollWidth]',
          );
          expect(width).toBeLessThanOrEqual(320);
          expect(needed).toBe(width);
        },
        { colorScheme, viewport: { width: 320, height: 800 } },
      );
  });

  it('changes its colours with its host', async () => {
    await room.visit(await lookedAt(), async (seen) => {
      await expectHeading(seen, 'On its way');
      await seen.page.getByRole('button', { name: 'Dark' }).click();
      await seen.frame.waitForFunction("getComputedStyle(document.documentElement).colorScheme === 'dark'");
      expect(await axeViolations(seen.frame, COLOUR_RULES)).toEqual([]);
    });
  });
});
