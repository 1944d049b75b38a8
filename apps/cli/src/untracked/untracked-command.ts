import { ingestionUntrackedList, type ReplyOf } from '@tidings/contracts';
import type { CliCommand } from '../command.js';
import { withRpc } from '../with-rpc.js';

/** `tidings untracked`: the parcels that nobody follows, one JSON object a line. */
export const untrackedCommand: CliCommand = (program, io) => {
  program
    .command('untracked')
    .description('the parcels that nobody follows, each with the reason')
    .requiredOption('--brand <id>', 'of this brand')
    .action(({ brand }: { readonly brand: string }) =>
      withRpc(async (rpc) => {
        let after: string | null = null;
        let count = 0;
        do {
          const page: ReplyOf<typeof ingestionUntrackedList> = await rpc.call(ingestionUntrackedList, {
            brandId: brand,
            after,
            limit: 500,
          });
          for (const parcel of page.parcels) io.print(`${JSON.stringify(parcel)}\n`);
          count += page.parcels.length;
          after = page.next;
        } while (after !== null);
        io.remark(`${count} parcels that nobody follows\n`);
      }),
    );
};
