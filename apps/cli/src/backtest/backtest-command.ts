import { Backtest, compilePolicy, firstPolicy } from '@tidings/domain';
import { CARRIER_DAYS, HANDLING_BUSINESS_HOURS, WAREHOUSE } from '@tidings/simulator';
import type { CliCommand } from '../command.js';
import { readPolicyFile } from '../policy/read-policy-file.js';
import { readHistory } from './read-history.js';
import { tellReport } from './tell-report.js';

interface BacktestOptions {
  readonly policy: string;
  readonly against?: string;
  readonly from: string;
  readonly json: boolean;
}

export const backtestCommand: CliCommand = (program, io) => {
  program
    .command('backtest')
    .description('What a policy would have said about a history, through the real fold and the real rules')
    .requiredOption('--policy <file>', 'the policy that is tried')
    .option('--against <file>', 'the policy that it is compared with; left out: the shipped one')
    .requiredOption(
      '--from <file>',
      'what arrived, as NDJSON in the order of arrival: see `tidings simulate`',
    )
    .option('--json', 'print the figures as one JSON object', false)
    .action(async ({ policy, against, from, json }: BacktestOptions) => {
      const backtest = new Backtest({
        policy: compilePolicy(await readPolicyFile(policy)),
        against: against === undefined ? firstPolicy() : compilePolicy(await readPolicyFile(against)),
        warehouse: WAREHOUSE,
        handlingBusinessHours: HANDLING_BUSINESS_HOURS,
        carrierDays: CARRIER_DAYS,
      });
      for await (const entry of readHistory(from)) backtest.take(entry);
      const report = backtest.finish();
      io.print(json ? `${JSON.stringify(report)}\n` : tellReport(report));
    });
};
