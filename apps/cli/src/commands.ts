import type { CliCommand } from './command.js';
import { backtestCommand } from './backtest/backtest-command.js';
import { conformanceCommand } from './conformance/conformance-command.js';
import { coverageCommand } from './coverage/coverage-command.js';
import { deadLettersCommand, replayCommand } from './dead-letters/dead-letter-commands.js';
import { durationsCommand } from './durations/durations-command.js';
import { incidentsCommand } from './incidents/incidents-command.js';
import { intentCommand } from './intent/intent-command.js';
import { estimateCommand } from './estimate/estimate-command.js';
import { evaluateCommand } from './evaluate/evaluate-command.js';
import { importCommand } from './import/import-command.js';
import { statementsCommand } from './import/statements-command.js';
import { journeyCommand } from './journey/journey-command.js';
import { migrateCommand } from './migrate/migrate-command.js';
import { numberCommand } from './number/number-command.js';
import { policyCommand } from './policy/policy-commands.js';
import { pauseCommand, pausesCommand, resumeCommand } from './pauses/pause-commands.js';
import { renormaliseCommand } from './renormalise/renormalise-command.js';
import { saidCommand } from './said/said-command.js';
import { simulateCommand } from './simulate/simulate-command.js';
import { unmappedCommand } from './unmapped/unmapped-command.js';
import { untrackedCommand } from './untracked/untracked-command.js';

/** Every command there is: a new one is its folder and its line here. */
export const commands: readonly CliCommand[] = [
  journeyCommand,
  conformanceCommand,
  intentCommand,
  coverageCommand,
  numberCommand,
  pauseCommand,
  resumeCommand,
  pausesCommand,
  deadLettersCommand,
  replayCommand,
  renormaliseCommand,
  unmappedCommand,
  untrackedCommand,
  importCommand,
  statementsCommand,
  migrateCommand,
  policyCommand,
  backtestCommand,
  saidCommand,
  incidentsCommand,
  durationsCommand,
  simulateCommand,
  estimateCommand,
  evaluateCommand,
];
