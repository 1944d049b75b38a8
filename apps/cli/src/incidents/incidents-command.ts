import { incidentsDeclare, incidentsEnd, incidentsList, type RequestOf } from '@tidings/contracts';
import { type IncidentPlace, REASON_NAMES, type Reason } from '@tidings/domain';
import { type Command, Option } from 'commander';
import { userInfo } from 'node:os';
import { CommandFailed, type CliCommand } from '../command.js';
import { readInstant } from '../read-options.js';
import { withRpc } from '../with-rpc.js';

interface BrandOptions {
  readonly brand: string;
  readonly by: string;
}

interface DeclareOptions extends BrandOptions {
  readonly name: string;
  readonly carrier?: string;
  readonly facility?: string;
  readonly country?: string;
  readonly region?: string;
  readonly warehouse?: true;
  readonly reason?: Reason;
  readonly wording?: string;
  readonly from?: string;
  readonly to?: string;
  readonly change?: string;
}

const withBrand = (command: Command): Command =>
  command
    .requiredOption('--brand <id>', 'of this brand')
    .option('--by <name>', 'who says so', userInfo().username);

/** `tidings incidents`: what holds up many parcels at once; one JSON object each. */
export const incidentsCommand: CliCommand = (program, io) => {
  const incidents = program.command('incidents').description('What holds up many parcels at once');
  withBrand(incidents.command('list', { isDefault: true }))
    .description('newest first')
    .action(async ({ brand: brandId }: BrandOptions) => {
      const found = await withRpc((rpc) => rpc.call(incidentsList, { brandId, limit: 500 }));
      for (const incident of found.incidents) io.print(`${JSON.stringify(incident)}\n`);
    });
  withBrand(incidents.command('declare'))
    .description('a person knows of one, or knows better; all that is named has to fit a parcel')
    .requiredOption('--name <text>', 'what it is called')
    .option('--carrier <id>', 'parcels of this carrier')
    .option('--facility <name>', 'parcels last handled there: a facility, as the carrier calls it, or a city')
    .option('--country <code>', 'parcels on their way to this country')
    .option('--region <name>', 'of that country')
    .option('--warehouse', 'parcels that have not left our own warehouse')
    .addOption(new Option('--reason <reason>', 'the cause that messages may name').choices(REASON_NAMES))
    .option('--wording <text>', 'what the shop itself says of it; customers read it as a quotation')
    .option('--from <instant>', 'left out: now', readInstant)
    .option('--to <instant>', 'when it is expected to end; left out: when somebody ends it', readInstant)
    .option('--change <incident>', 'the id of the one that is changed; left out: a new one')
    .action(async (options: DeclareOptions) => {
      const { incident } = await withRpc((rpc) => rpc.call(incidentsDeclare, toRequest(options)));
      io.print(`${JSON.stringify(incident)}\n`);
    });
  withBrand(incidents.command('end <incident>'))
    .description('it is over')
    .action(async (incidentId: string, { brand: brandId, by }: BrandOptions) => {
      const { incident } = await withRpc((rpc) => rpc.call(incidentsEnd, { brandId, incidentId, by }));
      io.print(`${JSON.stringify(incident)}\n`);
    });
};

function toPlace({ carrier, facility, country, region, warehouse }: DeclareOptions): IncidentPlace {
  return {
    ...(carrier !== undefined && { carrier }),
    ...(facility !== undefined && { facility }),
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
    ...(warehouse === true && { isWarehouse: true }),
  };
}

function toRequest(options: DeclareOptions): RequestOf<typeof incidentsDeclare> {
  const { brand: brandId, by, name, reason = null, wording = null, from, to = null } = options;
  const { change: incidentId } = options;
  const place = toPlace(options);
  if (Object.keys(place).length === 0)
    throw new CommandFailed('name a --carrier, a --facility, a --country or the --warehouse');
  return { brandId, incidentId, input: { name, place, reason, wording, from, to, by } };
}
