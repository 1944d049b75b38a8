import { z } from 'zod';

export const smtpCredentialsSchema = z.object({
  /** `smtp://user:password@host:587` or `smtps://...:465`; user and password percent-encoded. */
  url: z.url({ protocol: /^smtps?$/, error: 'an SMTP address: smtp://user:password@host:587' }),
  /** Connections kept open, and so messages on the wire at once. */
  connections: z.number().int().min(1).max(50).default(4),
  /** A connection that says nothing for this long is given up. */
  quietTimeoutMs: z.number().int().min(100).default(30_000),
});
export type SmtpCredentials = z.infer<typeof smtpCredentialsSchema>;
