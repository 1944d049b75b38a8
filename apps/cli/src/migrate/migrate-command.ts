import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { CommandFailed, type CliCommand } from '../command.js';

/** The services with a schema of their own; each knows its migrations, and nobody else does. */
const SERVICES = ['ingestion', 'decision-engine', 'notifier', 'answers', 'deflection'] as const;

/** `tidings migrate`: brings every service's schema up to date; safe to repeat and to run at several places at once. */
export const migrateCommand: CliCommand = (program, io) => {
  program
    .command('migrate')
    .description('bring the schemas at DATABASE_URL up to date')
    .action(async () => {
      for (const service of SERVICES) {
        const entry = new URL(`../../../${service}/dist/migrate.js`, import.meta.url).pathname;
        // An image may hold one service only.
        if (!existsSync(entry)) continue;
        const child = spawn(process.execPath, ['--enable-source-maps', entry], {
          stdio: ['ignore', 'inherit', 'inherit'],
        });
        const [code] = (await once(child, 'exit')) as [number | null];
        if (code !== 0) throw new CommandFailed(`${service}: its schema could not be brought up to date`);
        io.remark(`${service}: up to date\n`);
      }
    });
};
