import type { Helpdesk } from '../../port.js';
import { openZendesk } from '../open-zendesk.js';
import { zendeskSettingsSchema } from '../settings.js';
import { usual } from './examples.js';
import { type Account, type Answer, runAccount, type SentRequest } from './run-account.js';

/** An account that answers as the examples do, and a helpdesk that is connected to it; the clock stands still. */
export interface Bench {
  readonly account: Account;
  readonly helpdesk: Helpdesk;
  /** What is answered otherwise than usual; undefined: as usual. */
  special: (request: SentRequest) => Answer | undefined;
  nowMs: number;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const bench = {
    special: (): Answer | undefined => undefined,
    nowMs: Date.parse('2026-11-24T10:00:00.000Z'),
  };
  const account = await runAccount((request) => {
    const body = usual.find(([path]) => path.test(request.url))?.[1] ?? {};
    return opened.special(request) ?? { body };
  });
  const settings = { url: account.url, clientId: 'tidings', clientSecret: 's' };
  const helpdesk = openZendesk(zendeskSettingsSchema.parse(settings), () => opened.nowMs);
  const close = async (): Promise<void> => {
    await helpdesk.close();
    await account.close();
  };
  const opened: Bench = { ...bench, account, helpdesk, close };
  return opened;
}

/** How a call failed; null: it did not. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => null,
    (error: unknown) => (error as { failure: unknown }).failure,
  );
}
