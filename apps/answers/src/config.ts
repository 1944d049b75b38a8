import {
  type Environment,
  readConfig,
  serviceEnvironment,
  toServiceConfig,
  trustedProxies,
} from '@tidings/platform';
import { z } from 'zod';

const configSchema = serviceEnvironment(3004)
  .extend({
    TRUSTED_PROXIES: trustedProxies,
    /** Keys the digests of e-mails and postcodes. With another one, no customer is recognised until their order is told again. */
    DIGEST_SECRET: z.string().min(16, 'has at least 16 characters'),
    /** Questions per brand and process. */
    QUESTIONS_PER_MINUTE: z.coerce.number().int().positive().default(1_200),
  })
  .transform((env) => ({
    ...toServiceConfig(env),
    trustedProxies: env.TRUSTED_PROXIES,
    digestSecret: env.DIGEST_SECRET,
    questionsPerMinute: env.QUESTIONS_PER_MINUTE,
  }));

export type AnswersConfig = z.infer<typeof configSchema>;

/** Also holds the secrets that the brands refer to. */
export const environment: Environment = process.env;

/** @throws ConfigError naming the variables that are wrong */
export function readAnswersConfig(env: Environment = environment): AnswersConfig {
  return readConfig(configSchema, env);
}
