import { z } from 'zod';

export const zendeskSettingsSchema = z.strictObject({
  /** `https://<subdomain>.zendesk.com`; plain http only on the machine itself. */
  url: z
    .url()
    .refine(isSafe, 'https://<subdomain>.zendesk.com')
    .transform((url) => url.replace(/\/+$/, '')),
  /** Of a confidential OAuth client of this account. */
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** A scope that Zendesk does not know still gets a token, with which every call is forbidden. */
  scope: z.string().min(1).default('read tickets:write'),
  /** A call that takes longer is given up. */
  timeoutMs: z.int().min(100).default(10_000),
  /** Requests of each minute that are left to the shop's other integrations, of the account's 200 to 2,500. */
  reserve: z.int().nonnegative().default(20),
});
export type ZendeskSettings = z.infer<typeof zendeskSettingsSchema>;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Tokens and what customers write travel encrypted or not at all, except to this very machine. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}
