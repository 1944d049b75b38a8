import { readFile } from 'node:fs/promises';
import { type Policy, PolicyError, readPolicy } from '@tidings/domain';
import { parse, YAMLParseError } from 'yaml';
import { CommandFailed } from '../command.js';

/** What a file in YAML or JSON says, whatever it is. @throws CommandFailed where it is neither */
export async function readPolicyDocument(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed(`${file} cannot be read: ${String(cause)}`, { cause });
  });
  try {
    return parse(text);
  } catch (cause) {
    if (cause instanceof YAMLParseError) throw new CommandFailed(`${file}: ${cause.message}`, { cause });
    throw cause;
  }
}

/** Reads a policy in YAML or JSON. @throws CommandFailed naming every rule and field that is wrong */
export async function readPolicyFile(file: string): Promise<Policy> {
  const document = await readPolicyDocument(file);
  try {
    return readPolicy(document);
  } catch (cause) {
    if (cause instanceof PolicyError)
      throw new CommandFailed([`${file} cannot be used:`, ...cause.problems].join('\n  '), { cause });
    throw cause;
  }
}
