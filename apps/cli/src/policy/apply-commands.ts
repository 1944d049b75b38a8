import { userInfo } from 'node:os';
import {
  policiesApply,
  policiesCompareShadow,
  policiesList,
  type ReplyOf,
  type RequestOf,
} from '@tidings/contracts';
import type { Command } from 'commander';
import { type CliIo, CommandFailed } from '../command.js';
import { readInstant, wholeNumber } from '../read-options.js';
import { withRpc } from '../with-rpc.js';
import { readPolicyDocument } from './read-policy-file.js';

interface ApplyOptions {
  readonly brand: string;
  readonly by: string;
  readonly because: string;
  readonly shadow?: true;
  readonly version?: string;
}

type Applied = ReplyOf<typeof policiesApply>;

/** `tidings policy apply|withdraw|versions|shadow`: puts versions to use in the running engine. */
export function addApplyCommands(policy: Command, io: CliIo): void {
  const named = (command: Command): Command =>
    command
      .requiredOption('--brand <id>', 'of this brand')
      .requiredOption('--because <text>', 'why, for whoever looks')
      .option('--by <name>', 'who puts it to use', userInfo().username)
      .option('--shadow', 'decides beside the one in use and is recorded; nothing of it leaves');
  named(policy.command('apply [file]'))
    .description('puts a policy to use, unless check finds fault with it; an older --version rolls back')
    .option('--version <version>', 'one that was applied before')
    .action(async (file: string | undefined, options: ApplyOptions) => {
      if ((file === undefined) === (options.version === undefined))
        throw new CommandFailed('name a file, or the --version of a policy that was applied before');
      const document = file === undefined ? undefined : await readPolicyDocument(file);
      const version = options.version ?? null;
      tell(
        io,
        options,
        await apply({ ...toRequest(options), version, ...(file !== undefined && { document }) }),
      );
    });
  named(policy.command('withdraw'))
    .description("back to the policy of the brand's file; with --shadow: no policy in the shadow any more")
    .action(async (options: ApplyOptions) => {
      tell(io, options, await apply({ ...toRequest(options), version: null }));
    });
  policy
    .command('versions')
    .description('which versions were put to use, by whom and why, newest first')
    .requiredOption('--brand <id>', 'of this brand')
    .action(({ brand }: { readonly brand: string }) => listVersions(io, brand));
  policy
    .command('shadow')
    .description('how a policy in the shadow would have decided, beside the one that spoke; JSON')
    .requiredOption('--brand <id>', 'of this brand')
    .option('--version <version>', 'left out: the one that is in the shadow now')
    .option('--from <instant>', 'decided from then on', readInstant, '1970-01-01T00:00:00.000Z')
    .option('--until <instant>', 'decided before', readInstant, '9999-12-31T00:00:00.000Z')
    .option('--limit <count>', 'as many differences, the newest', wholeNumber, 100)
    .action((options: ShadowOptions) => compareShadow(io, options));
}

interface ShadowOptions {
  readonly brand: string;
  readonly version?: string;
  readonly from: string;
  readonly until: string;
  readonly limit: number;
}

function toRequest({
  brand,
  by,
  because,
  shadow,
}: ApplyOptions): Pick<RequestOf<typeof policiesApply>, 'brandId' | 'role' | 'by' | 'because'> {
  return { brandId: brand, role: shadow === true ? 'shadow' : 'live', by, because };
}

function apply(asked: RequestOf<typeof policiesApply>): Promise<Applied> {
  return withRpc((rpc) => rpc.call(policiesApply, asked));
}

const FAULTS: Readonly<Partial<Record<Applied['outcome'], string>>> = {
  version_differs: 'another policy was applied under this version; a policy that changes needs a new version',
  unknown_version:
    "no policy was ever applied under this version; back to that of the brand's file goes `policy withdraw`",
};

function tell(
  io: CliIo,
  { brand, shadow }: ApplyOptions,
  { outcome, version, previous, problems }: Applied,
): void {
  if (outcome === 'refused') throw new CommandFailed(['it cannot be used:', ...problems].join('\n  '));
  const fault = FAULTS[outcome];
  if (fault !== undefined) throw new CommandFailed(`${version}: ${fault}`);
  const none = shadow === true ? 'none' : "that of the brand's file";
  const where = shadow === true ? 'in the shadow of' : 'of';
  io.print(
    outcome === 'applied'
      ? `the policy ${where} ${brand} is ${version ?? none}; it was ${previous ?? none}\n`
      : `the policy ${where} ${brand} is ${version ?? none} already\n`,
  );
}

async function listVersions(io: CliIo, brandId: string): Promise<void> {
  const { live, shadow, uses } = await withRpc((rpc) => rpc.call(policiesList, { brandId }));
  io.remark(`in use: ${live}; in the shadow: ${shadow ?? 'none'}\n`);
  for (const { role, version, by, because, at } of uses)
    io.print(`${at}  ${role}  ${version ?? '(withdrawn)'}  ${by}: ${because}\n`);
}

async function compareShadow(io: CliIo, { brand, until, ...asked }: ShadowOptions): Promise<void> {
  const compared = await withRpc((rpc) =>
    rpc.call(policiesCompareShadow, { brandId: brand, to: until, ...asked }),
  );
  if (compared.version === null)
    throw new CommandFailed(`no policy is in the shadow of ${brand}; name a --version`);
  io.print(`${JSON.stringify(compared, null, 2)}\n`);
}
