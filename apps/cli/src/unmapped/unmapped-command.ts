import { ingestionUnmappedList } from '@tidings/contracts';
import type { CliCommand } from '../command.js';
import { formatTable } from '../conformance/format-table.js';
import { withRpc } from '../with-rpc.js';

interface UnmappedOptions {
  readonly brand?: string;
  readonly source?: string;
  readonly json?: true;
}

/** `tidings unmapped`: the codes that came in and that no table knows; mend the table, then `tidings renormalise`. */
export const unmappedCommand: CliCommand = (program, io) => {
  program
    .command('unmapped')
    .description('list the codes without a row, with examples and what they may mean')
    .option('--brand <id>', 'of this brand only')
    .option('--source <id>', 'of this source only')
    .option('--json', 'as JSON')
    .action(async ({ brand, source, json }: UnmappedOptions) => {
      const scope = {
        ...(brand !== undefined && { brandId: brand }),
        ...(source !== undefined && { source }),
      };
      const { codes } = await withRpc((rpc) => rpc.call(ingestionUnmappedList, { ...scope, limit: 500 }));
      if (json === true) return io.print(`${JSON.stringify(codes, null, 2)}\n`);
      const rows = codes.map((each) => [
        each.brandId,
        each.source,
        each.code,
        String(each.events),
        each.lastAt.slice(0, 16),
        each.text.slice(0, 60),
        each.receiptIds[0] ?? '',
        each.suggestion ?? '-',
      ]);
      const head = ['brand', 'source', 'code', 'events', 'last', 'text', 'a receipt', 'may be'];
      io.print(rows.length === 0 ? 'Every code that came in has a row.\n' : formatTable(head, rows));
    });
};
