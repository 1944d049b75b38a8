import type { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process was started with settings it cannot work with; the message names each of them, and never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads settings out of the environment, once, at the start. A variable that is set to nothing counts as not set.
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function readConfig<Config extends object>(
  schema: z.ZodType<Config>,
  env: Environment,
): Readonly<Config> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const lines = result.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `  ${name}: ${given[name] === undefined ? 'is not set' : message}`;
  });
  throw new ConfigError(['the environment is not as it should be:', ...lines].join('\n'));
}
