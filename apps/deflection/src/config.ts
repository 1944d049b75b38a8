import {
  type Environment,
  readConfig,
  serviceEnvironment,
  toServiceConfig,
  trustedProxies,
} from '@tidings/platform';
import { z } from 'zod';

const configSchema = serviceEnvironment(3006)
  .extend({
    TRUSTED_PROXIES: trustedProxies,
    /** Keys the digests of e-mail addresses. With another one, no customer is recognised until their order is told again. */
    DIGEST_SECRET: z.string().min(16, 'has at least 16 characters'),
    /** The origin under which helpdesks call this service: what the sidebar's tokens must be meant for. */
    PUBLIC_URL: z.url().default('http://127.0.0.1:3006'),
    /** Where order pages are served, `{host}` being the brand's own; without it answers link nowhere. */
    PORTAL_URL: z.string().optional(),
    /** How long a ticket stays with a replica that has gone. */
    LEASE_SECONDS: z.coerce.number().int().min(2).max(600).default(60),
    /** Between searches for tickets whose webhook got lost. */
    SWEEP_SECONDS: z.coerce.number().int().min(1).max(3_600).default(300),
  })
  .transform((env) => ({
    ...toServiceConfig(env),
    trustedProxies: env.TRUSTED_PROXIES,
    digestSecret: env.DIGEST_SECRET,
    publicUrl: new URL(env.PUBLIC_URL).origin,
    portalUrl: env.PORTAL_URL ?? null,
    leaseSeconds: env.LEASE_SECONDS,
    sweepSeconds: env.SWEEP_SECONDS,
  }));

export type DeflectionConfig = z.infer<typeof configSchema>;

/** Also holds the secrets that the brands refer to. */
export const environment: Environment = process.env;

/** @throws ConfigError naming the variables that are wrong */
export function readDeflectionConfig(env: Environment = environment): DeflectionConfig {
  return readConfig(configSchema, env);
}
