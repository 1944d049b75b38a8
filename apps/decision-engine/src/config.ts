import { type Environment, readConfig, serviceEnvironment, toServiceConfig } from '@tidings/platform';
import type { z } from 'zod';

const configSchema = serviceEnvironment(3002).transform(toServiceConfig);

export type DecisionEngineConfig = z.infer<typeof configSchema>;

/** @throws ConfigError naming the variables that are wrong */
export function readDecisionEngineConfig(env: Environment = process.env): DecisionEngineConfig {
  return readConfig(configSchema, env);
}

/** For the brands' `${NAME}` settings; nothing else looks into the environment. */
export const environment: Environment = process.env;
