import { type IncidentInput, incidentsDeclare, incidentsEnd, incidentsList } from '@tidings/contracts';
import { type Incident, type IncidentPlace, REASON_NAMES, type Reason } from '@tidings/domain';
import type { RpcClient } from '@tidings/messaging';
import { type Command, Option } from 'commander';
import { userInfo } from 'node:os';
import { type CliIo, CommandFailed, type CliCommand } from '../command.js';
import { readInstant } from '../read-options.js';
import { withRpc } from '../with-rpc.js';

interface BrandOptions {
  readonly brand: string;
  readonly by: string;
}

interface SaidOptions extends BrandOptions {
  readonly name?: string;
  readonly carrier?: string;
  readonly facility?: string;
  readonly country?: string;
  readonly region?: string;
  readonly warehouse?: true;
  readonly reason?: Reason;
  readonly wording?: string;
  readonly from?: string;
  readonly to?: string;
}

const withBrand = (command: Command): Command =>
  command
    .requiredOption('--brand <id>', 'of this brand')
    .option('--by <name>', 'who says so', userInfo().username);

const withSaid = (command: Command): Command =>
  withBrand(command)
    .option('--carrier <id>', 'parcels of this carrier')
    .option(
      '--facility <name>',
      'parcels last handled there, or heading there: a facility, as the carrier calls it, or a city',
    )
    .option('--country <code>', 'parcels on their way to this country')
    .option('--region <name>', 'of that country')
    .option('--warehouse', 'parcels that have not left our own warehouse')
    .addOption(new Option('--reason <reason>', 'the cause that messages may name').choices(REASON_NAMES))
    .option('--wording <text>', 'what the shop itself says of it; customers read it as a quotation')
    .option('--from <instant>', 'since when', readInstant)
    .option('--to <instant>', 'when it is expected to end', readInstant);

/** `tidings incidents`: what holds up many parcels at once; one JSON object each. */
export const incidentsCommand: CliCommand = (program, io) => {
  const incidents = program.command('incidents').description('What holds up many parcels at once');
  withBrand(incidents.command('list', { isDefault: true }))
    .description('newest first')
    .action(async ({ brand }: BrandOptions) => {
      for (const incident of await withRpc((rpc) => list(rpc, brand))) tell(io, incident);
    });
  withSaid(incidents.command('declare'))
    .description(
      'a person knows of one: from now on and until somebody ends it, where nothing else is said; all that is named has to fit a parcel',
    )
    .requiredOption('--name <text>', 'what it is called')
    .action((options: SaidOptions) => withRpc((rpc) => declare(rpc, options, io)));
  withSaid(incidents.command('change <incident>'))
    .description(
      'a person knows better: what is not named stays; a place that is named takes the place of the old',
    )
    .option('--name <text>', 'what it is called')
    .action((incidentId: string, options: SaidOptions) =>
      withRpc((rpc) => change(rpc, { incidentId, options }, io)),
    );
  withBrand(incidents.command('end <incident>'))
    .description('it is over')
    .action(async (incidentId: string, { brand: brandId, by }: BrandOptions) => {
      tell(io, (await withRpc((rpc) => rpc.call(incidentsEnd, { brandId, incidentId, by }))).incident);
    });
};

function tell(io: CliIo, incident: Incident): void {
  io.print(`${JSON.stringify(incident)}\n`);
}

async function list(rpc: RpcClient, brandId: string): Promise<readonly Incident[]> {
  return (await rpc.call(incidentsList, { brandId, limit: 500 })).incidents;
}

async function declare(rpc: RpcClient, options: SaidOptions, io: CliIo): Promise<void> {
  const { brand: brandId, by, name = '', reason = null, wording = null, from, to = null } = options;
  const place = toPlace(options);
  if (place === null)
    throw new CommandFailed('name a --carrier, a --facility, a --country or the --warehouse');
  const input = { name, place, reason, wording, from, to, by };
  tell(io, (await rpc.call(incidentsDeclare, { brandId, input })).incident);
}

interface ChangeOptions {
  readonly incidentId: string;
  readonly options: SaidOptions;
}

async function change(rpc: RpcClient, { incidentId, options }: ChangeOptions, io: CliIo): Promise<void> {
  const { brand: brandId, by } = options;
  const known = (await list(rpc, brandId)).find((each) => each.incidentId === incidentId);
  if (known === undefined) throw new CommandFailed(`${brandId} has no incident ${incidentId}`);
  const input: IncidentInput = {
    name: options.name ?? known.name,
    place: toPlace(options) ?? known.place,
    reason: options.reason ?? known.reason,
    wording: options.wording ?? known.wording ?? null,
    from: options.from ?? known.from,
    to: options.to ?? known.to,
    by,
  };
  tell(io, (await rpc.call(incidentsDeclare, { brandId, incidentId, input })).incident);
}

/** Null where none is named. */
function toPlace({ carrier, facility, country, region, warehouse }: SaidOptions): IncidentPlace | null {
  const place = {
    ...(carrier !== undefined && { carrier }),
    ...(facility !== undefined && { facility }),
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
    ...(warehouse === true && { isWarehouse: true as const }),
  };
  return Object.keys(place).length === 0 ? null : place;
}
