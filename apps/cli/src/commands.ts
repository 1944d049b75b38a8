import type { CliCommand } from './command.js';
import { conformanceCommand } from './conformance/conformance-command.js';
import { journeyCommand } from './journey/journey-command.js';

/** Every command there is: a new one is its folder and its line here. */
export const commands: readonly CliCommand[] = [journeyCommand, conformanceCommand];
