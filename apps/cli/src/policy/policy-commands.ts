import { describeUnreachable, findUnreachable, FIRST_POLICY, parsePolicy } from '@tidings/domain';
import { CommandFailed, type CliCommand } from '../command.js';
import { addApplyCommands } from './apply-commands.js';
import { diffPolicies } from './diff-policies.js';
import { readPolicyFile } from './read-policy-file.js';

/** `tidings policy`: what a brand's policy says before it is put to use, and which one is. */
export const policyCommand: CliCommand = (program, io) => {
  const policy = program
    .command('policy')
    .description("Checks and compares a brand's policies, and puts them to use");
  policy
    .command('check <file>')
    .description('names every rule and field that is wrong, and the rules that can never be chosen')
    .action(async (file: string) => {
      const read = await readPolicyFile(file);
      const unreachable = findUnreachable(read);
      for (const rule of unreachable) io.print(`${describeUnreachable(rule)}\n`);
      if (unreachable.length > 0)
        throw new CommandFailed(`${file}: ${unreachable.length} of ${read.rules.length} rules do nothing`);
      io.remark(`${file}: version ${read.version}, ${read.rules.length} rules\n`);
    });
  policy
    .command('diff <file> [against]')
    .description('what changes against another file, or against the shipped policy')
    .action(async (file: string, against: string | undefined) => {
      const before = against === undefined ? parsePolicy(FIRST_POLICY) : await readPolicyFile(against);
      const lines = diffPolicies(before, await readPolicyFile(file));
      io.print(lines.map((line) => `${line}\n`).join(''));
    });
  addApplyCommands(policy, io);
};
