import { type Environment, readConfig } from '@tidings/platform';
import { z } from 'zod';

const configSchema = z
  .object({ NATS_URL: z.string().default('nats://127.0.0.1:4222') })
  .transform((env) => ({ natsUrl: env.NATS_URL }));

export type CliConfig = z.infer<typeof configSchema>;

/** Read when a command needs it: most need nothing. @throws ConfigError naming the variables that are wrong */
export function readCliConfig(env: Environment = process.env): CliConfig {
  return readConfig(configSchema, env);
}
