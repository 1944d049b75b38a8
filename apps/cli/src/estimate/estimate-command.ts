import { readFile } from 'node:fs/promises';
import { CommandFailed, type CliCommand } from '../command.js';
import { readHistory, toWallTime } from './read-history.js';
import { HistoryReplay, type PredictedOrder } from './replay-history.js';
import { Summary } from './summarise.js';

const UNITS = `
Columns: order_id, purchased_at, carrier_handover_at, delivered_at, promised_date; others are not read.
Prints {order_id, at, likely, p10, p90, p025, p975} at purchase and at handover, in the order of time. All but the first
two are times of arrival, written as the file writes its own: local, without an offset. "likely" is the median;
p10..p90 is the narrowest interval that holds 80 % of such orders, p025..p975 the narrowest for 95 %. All are null where
too little is known yet. Nothing that happened later than its moment has a part in a prediction, the status none at all.
Widths and errors in the summary are days.`;

export const estimateCommand: CliCommand = (program, io) => {
  program
    .command('estimate')
    .description(
      "Replays a shop's history in time order and predicts each order's arrival from what was known then",
    )
    .requiredOption('--orders <file>', 'CSV, one order a line')
    .addHelpText('after', UNITS)
    .action(async ({ orders: file }: { orders: string }) => {
      const startedAt = performance.now();
      const { orders, leftOut } = readHistory(await read(file));
      const summary = new Summary();
      const lines: string[] = [];
      for (const predicted of new HistoryReplay().run(orders)) {
        summary.add(predicted);
        lines.push(JSON.stringify(toLine(predicted)));
      }
      if (lines.length > 0) io.print(`${lines.join('\n')}\n`);
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      io.remark(`${summary.toText()}\n${orders.length} orders in ${seconds} s, ${leftOut} rows left out\n`);
    });
};

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toLine({ order, at, atDay, prediction }: PredictedOrder): Readonly<Record<string, string | null>> {
  const time = (days: number | undefined): string | null =>
    days === undefined ? null : toWallTime(atDay + days);
  return {
    order_id: order.orderId,
    at,
    likely: time(prediction?.likely),
    p10: time(prediction?.p10),
    p90: time(prediction?.p90),
    p025: time(prediction?.p025),
    p975: time(prediction?.p975),
  };
}
