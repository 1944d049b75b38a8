import { type ReplyOf, type Statement, statementsList } from '@tidings/contracts';
import type { CliCommand } from '../command.js';
import { readInstant } from '../read-options.js';
import { withRpc } from '../with-rpc.js';

interface SaidOptions {
  readonly brand: string;
  readonly rule: string;
  readonly from: string;
  readonly until: string;
}

/** `tidings said`: a wrong rule is found by everything it said; one JSON object a line, by order and channel. */
export const saidCommand: CliCommand = (program, io) => {
  program
    .command('said')
    .description(
      'everything that one rule said in a window, by order and channel, and whether it was corrected',
    )
    .requiredOption('--brand <id>', 'of this brand')
    .requiredOption('--rule <id>', 'by this rule')
    .requiredOption('--from <instant>', 'said from then on', readInstant)
    .requiredOption('--until <instant>', 'said before', readInstant)
    .action(async ({ brand: brandId, rule: ruleId, from, until: to }: SaidOptions) => {
      const byChannel: Record<string, number> = {};
      const orders = new Set<string>();
      const tell = (statement: Statement): void => {
        byChannel[statement.channel] = (byChannel[statement.channel] ?? 0) + 1;
        orders.add(statement.orderId);
        io.print(`${JSON.stringify(statement)}\n`);
      };
      await withRpc(async (rpc) => {
        let after: string | null = null;
        do {
          const page: ReplyOf<typeof statementsList> = await rpc.call(statementsList, {
            brandId,
            ruleId,
            from,
            to,
            after,
            limit: 500,
          });
          page.statements.forEach(tell);
          after = page.next;
        } while (after !== null);
      });
      const channels = Object.entries(byChannel).map(([channel, count]) => `${count} ${channel}`);
      io.remark(`${orders.size} orders: ${channels.join(', ') || 'nothing was said'}\n`);
    });
};
