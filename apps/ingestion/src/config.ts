import {
  type Environment,
  readConfig,
  serviceEnvironment,
  toServiceConfig,
  trustedProxies,
} from '@tidings/platform';
import { z } from 'zod';

const configSchema = serviceEnvironment(3001)
  .extend({
    TRUSTED_PROXIES: trustedProxies,
    /** The largest delivery; beyond it the answer is 413. */
    MAX_BODY_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(5 * 1024 * 1024),
    /** How old an unpublished event may get before further deliveries are put off. */
    MAX_RELAY_LAG_SECONDS: z.coerce.number().int().positive().default(3_600),
    /** Where shops and carriers reach this service; shops are subscribed to only where it is known. */
    INGESTION_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Where order pages are served; `{host}` is the brand's own. */
    PORTAL_URL: z.string().min(1).default('https://{host}'),
    /** Deliveries that may wait to be written before further ones are put off. */
    MAX_WAITING_DELIVERIES: z.coerce.number().int().positive().default(2_000),
  })
  .transform((env) => ({
    ...toServiceConfig(env),
    trustedProxies: env.TRUSTED_PROXIES,
    maxBodyBytes: env.MAX_BODY_BYTES,
    publicUrl: env.INGESTION_URL ?? null,
    portalUrl: env.PORTAL_URL,
    maxRelayLagSeconds: env.MAX_RELAY_LAG_SECONDS,
    maxWaitingDeliveries: env.MAX_WAITING_DELIVERIES,
  }));

export type IngestionConfig = z.infer<typeof configSchema>;

/** Also holds the secrets that the brands refer to. */
export const environment: Environment = process.env;

/** @throws ConfigError naming the variables that are wrong */
export function readIngestionConfig(env: Environment = environment): IngestionConfig {
  return readConfig(configSchema, env);
}
