import { ingestionQuarantineRenormalise } from '@tidings/contracts';
import type { CliCommand } from '../command.js';
import { withRpc } from '../with-rpc.js';

interface RenormaliseOptions {
  readonly brand?: string;
  readonly source?: string;
}

/** `tidings renormalise`: reads quarantined deliveries again after a mapping was mended; nothing in them is spoken about. */
export const renormaliseCommand: CliCommand = (program, io) => {
  program
    .command('renormalise')
    .description('read quarantined deliveries again, after a mapping was mended')
    .option('--brand <id>', 'of this brand only')
    .option('--source <id>', 'of this source only')
    .action(({ brand, source }: RenormaliseOptions) =>
      withRpc(async (rpc) => {
        const total = { read: 0, improved: 0 };
        let after: string | null = null;
        do {
          const scope = {
            ...(brand !== undefined && { brandId: brand }),
            ...(source !== undefined && { source }),
          };
          const reply: { read: number; improved: number; next: string | null } = await rpc.call(
            ingestionQuarantineRenormalise,
            { ...scope, after, limit: 100 },
          );
          total.read += reply.read;
          total.improved += reply.improved;
          after = reply.next;
          io.remark(`${total.read} read, ${total.improved} can be read now\n`);
        } while (after !== null);
        io.print(`${JSON.stringify(total)}\n`);
      }),
    );
};
