import { ingestionUntrackedList, type ReplyOf } from '@tidings/contracts';
import { createRpcClient } from '@tidings/messaging';
import type { CliCommand } from '../command.js';
import { readCliConfig } from '../config.js';

/** `tidings untracked`: the parcels that nobody follows, one JSON object a line. */
export const untrackedCommand: CliCommand = (program, io) => {
  program
    .command('untracked')
    .description('the parcels that nobody follows, each with the reason')
    .requiredOption('--brand <id>', 'of this brand')
    .action(async ({ brand }: { readonly brand: string }) => {
      const rpc = createRpcClient({ servers: readCliConfig().natsUrl, name: 'tidings cli', isQuiet: true });
      try {
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
      } finally {
        await rpc.close();
      }
    });
};
