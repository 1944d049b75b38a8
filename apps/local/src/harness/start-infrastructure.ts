import { rm } from 'node:fs/promises';
import {
  makeTempFolder,
  type RunningNats,
  type RunningPostgres,
  startNats,
  startPostgres,
} from '@tidings/testing';
import { type MailServer, startMailServer } from './mail-server.js';
import type { Teardown } from './teardown.js';

/** What the services stand on, for one run. */
export interface Infrastructure {
  readonly postgres: RunningPostgres;
  readonly nats: RunningNats;
  readonly mail: MailServer;
  /** For brands and logs; removed at the end. */
  readonly folder: string;
}

export interface InfrastructureOptions {
  /** Postgres writes through to the disk, as it does in production. */
  readonly isDurable: boolean;
  /** Of Postgres. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

export async function startInfrastructure(
  teardown: Teardown,
  { isDurable, settings }: InfrastructureOptions,
): Promise<Infrastructure> {
  const folder = teardown.add(await makeTempFolder('tidings-run-', null), (path) =>
    rm(path, { recursive: true, force: true }),
  );
  const mail = teardown.add(await startMailServer(), (server) => server.stop());
  const postgres = teardown.add(await startPostgres({ durable: isDurable, settings }), (server) =>
    server.stop(),
  );
  const nats = teardown.add(await startNats(), (server) => server.stop());
  return { postgres, nats, mail, folder };
}
