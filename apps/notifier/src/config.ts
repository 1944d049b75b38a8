import { type Environment, readConfig, serviceEnvironment, toServiceConfig } from '@tidings/platform';
import { z } from 'zod';

export const environment: Environment = process.env;

const configSchema = serviceEnvironment(3003)
  .extend({
    /** `smtp://user:password@host:587`: the relay of all brands. */
    SMTP_URL: z.string(),
    SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(4),
    /** Where order pages are served, `{host}` being the brand's own, e.g. `https://{host}`; without it mails link nowhere. */
    PORTAL_URL: z.string().optional(),
    /** Where `/u/<token>` of this service can be reached. */
    UNSUBSCRIBE_URL: z.string().default('https://{host}'),
    /** How long a message stays with a replica that has gone. */
    LEASE_SECONDS: z.coerce.number().int().min(2).max(600).default(60),
  })
  .transform((env) => ({
    ...toServiceConfig(env),
    smtp: { url: env.SMTP_URL, connections: env.SMTP_CONNECTIONS },
    addresses: { portal: env.PORTAL_URL ?? null, unsubscribe: env.UNSUBSCRIBE_URL },
    leaseSeconds: env.LEASE_SECONDS,
  }));

export type NotifierConfig = z.infer<typeof configSchema>;

/** @throws ConfigError naming the variables that are wrong */
export function readNotifierConfig(env: Environment = environment): NotifierConfig {
  return readConfig(configSchema, env);
}
