import { readFile } from 'node:fs/promises';
import { type Policy, PolicyError, readPolicy } from '@tidings/domain';
import { parse, YAMLParseError } from 'yaml';
import { CommandFailed } from '../command.js';

/** Reads a policy in YAML or JSON. @throws CommandFailed naming every rule and field that is wrong */
export async function readPolicyFile(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed(`${file} cannot be read: ${String(cause)}`, { cause });
  });
  try {
    return readPolicy(parse(text));
  } catch (cause) {
    if (cause instanceof PolicyError)
      throw new CommandFailed([`${file} cannot be used:`, ...cause.problems].join('\n  '), { cause });
    if (cause instanceof YAMLParseError) throw new CommandFailed(`${file}: ${cause.message}`, { cause });
    throw cause;
  }
}
