import { carrierPlugins, findCarrierPlugin, type CarrierPlugin } from '@tidings/carriers';
import { InvalidArgumentError, Option } from 'commander';
import type { CliCommand } from '../command.js';
import { readJourneys } from './read-journeys.js';

export const journeyCommand: CliCommand = (program, io) => {
  program
    .command('journey')
    .description("Read one provider's payload on stdin; print what it says of each parcel as JSON")
    .addOption(
      new Option('--source <id>', `one of ${carrierPlugins.map(({ id }) => id).join(', ')}`)
        .argParser(toPlugin)
        .makeOptionMandatory(),
    )
    .action(async ({ source }: { source: CarrierPlugin }) => {
      const told = readJourneys(source, await io.readStdin(), io.now());
      io.print(`${JSON.stringify('error' in told ? told : told.journeys, null, 2)}\n`);
      if ('error' in told) return;
      for (const code of told.unmapped) io.remark(`no row for ${JSON.stringify(code)}\n`);
      for (const failure of told.failures) io.remark(`not read: ${JSON.stringify(failure)}\n`);
    });
};

function toPlugin(id: string): CarrierPlugin {
  const plugin = findCarrierPlugin(id);
  if (plugin === undefined) throw new InvalidArgumentError('There is no such source.');
  return plugin;
}
