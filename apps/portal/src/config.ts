import { type Environment, readConfig } from '@tidings/platform';
import { z } from 'zod';

const configSchema = z
  .object({
    NATS_URL: z.string().default('nats://127.0.0.1:4222'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3005),
    BRANDS_FOLDER: z.string().default('brands'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    TRUSTED_PROXIES: z.string().default(''),
    /** Look-ups by order number, per minute and process: from one address, and for one order. */
    LOOK_UPS_PER_ADDRESS: z.coerce.number().positive().default(10),
    LOOK_UPS_PER_ORDER: z.coerce.number().positive().default(1),
    /** The id of the brand whose pages are shown under any host: for a machine that the brand's own does not lead to. */
    PORTAL_BRAND: z.string().optional(),
  })
  .transform((env) => ({
    natsUrl: env.NATS_URL,
    host: env.HOST,
    port: env.PORT,
    brandsFolder: env.BRANDS_FOLDER,
    logLevel: env.LOG_LEVEL,
    trustedProxies: env.TRUSTED_PROXIES.split(',').filter((address) => address !== ''),
    lookUps: { perAddress: env.LOOK_UPS_PER_ADDRESS, perOrder: env.LOOK_UPS_PER_ORDER },
    onlyBrand: env.PORTAL_BRAND ?? null,
  }));

export type PortalConfig = z.infer<typeof configSchema>;

/** Also holds the secrets that the brands refer to. */
export const environment: Environment = process.env;

/** @throws ConfigError naming the variables that are wrong */
export function readPortalConfig(env: Environment = environment): PortalConfig {
  return readConfig(configSchema, env);
}
