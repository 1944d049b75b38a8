import { randomBytes } from 'node:crypto';
import { type Clock, createLogger, loadBrands } from '@tidings/platform';
import { freePort } from '@tidings/testing';
import { startAll } from '@tidings/all';
import { migrateAll } from '../harness/migrate-all.js';
import type { MailServer } from '../harness/mail-server.js';
import type { Teardown } from '../harness/teardown.js';
import type { Doors } from '../stories/play-deed.js';
import type { Limits } from '../zendesk/rest/limits.js';
import { type Helpdesk, startHelpdesk } from './start-helpdesk.js';

export interface Product {
  readonly urls: Readonly<Record<'ingestion' | 'engine' | 'answers' | 'portal' | 'deflection', string>>;
  doorsOf(brandId: string): Doors;
  /** Where the customers of the stories write. */
  readonly helpdesk: Helpdesk;
  /** Settles when a service cannot go on. */
  readonly fatal: Promise<Error>;
}

/** What the services stand on. */
export interface ProductInfrastructure {
  readonly postgres: { readonly url: string };
  readonly nats: { readonly url: string };
  readonly mail: MailServer;
}

export interface ProductOptions {
  readonly infrastructure: ProductInfrastructure;
  /** The repository's `brands`. */
  readonly brandsFolder: string;
  readonly clock: Clock;
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
  /** The first of a row of ports; 0: any that are free. */
  readonly firstPort: number;
  /** Of the helpdesk's account. */
  readonly helpdeskLimits?: Partial<Limits> | undefined;
}

/** Port 3000 is the mailbox's. */
const PORT_ORDER: readonly string[] = [
  'mailbox',
  'ingestion',
  'decision-engine',
  'notifier',
  'answers',
  'portal',
  'deflection',
];

/** The emulated Zendesk stands behind the services, and the origin of its apps behind it. */
const HELPDESK_OFFSET = 10;

/** The brand of the stories, since no name leads from a brand's own host to this machine. */
const PORTAL_BRAND = 'northwind';

/** Keys and secrets that `brands/` asks for; made anew for each run, since nothing outside needs to know them. */
const SECRETS = [
  'NORTHWIND_API_KEY',
  'NORTHWIND_EASYPOST_SECRET',
  'NORTHWIND_WAREHOUSE_SECRET',
  'NORTHWIND_SHOP_SECRET',
  'NORTHWIND_ZENDESK_WEBHOOK_SECRET',
  'NORTHWIND_ZENDESK_CLIENT_SECRET',
  'NORTHWIND_ZENDESK_SIDEBAR_KEY',
  'LUMEN_API_KEY',
  'LUMEN_SHIPPO_SECRET',
  'LUMEN_WAREHOUSE_SECRET',
  'LUMEN_SHOPIFY_SECRET',
] as const;

type Secrets = Readonly<Record<(typeof SECRETS)[number], string>>;

/** All services in this process, over servers that run beside it: the shape in which a small shop runs them. */
export async function startProduct(teardown: Teardown, options: ProductOptions): Promise<Product> {
  const { infrastructure, clock, brandsFolder, firstPort, helpdeskLimits: limits } = options;
  await migrateAll(infrastructure.postgres.url);
  const secrets = Object.fromEntries(
    SECRETS.map((name) => [name, randomBytes(24).toString('base64url')]),
  ) as Secrets;
  const helpdesk = await startHelpdesk(teardown, {
    clock,
    secrets: {
      client: secrets.NORTHWIND_ZENDESK_CLIENT_SECRET,
      webhook: secrets.NORTHWIND_ZENDESK_WEBHOOK_SECRET,
      sidebar: secrets.NORTHWIND_ZENDESK_SIDEBAR_KEY,
    },
    ports: firstPort === 0 ? [0, 0] : [firstPort + HELPDESK_OFFSET, firstPort + HELPDESK_OFFSET + 1],
    limits,
  });
  const brands = await loadBrands(brandsFolder, { ...secrets, NORTHWIND_ZENDESK_URL: helpdesk.zendesk.url });
  // What its sidebar's tokens are meant for must be known before it listens.
  const deflectionPort = firstPort === 0 ? await freePort() : firstPort + PORT_ORDER.indexOf('deflection');
  const portOf = (service: string): number => {
    if (service === 'deflection') return deflectionPort;
    return firstPort === 0 ? 0 : firstPort + PORT_ORDER.indexOf(service);
  };
  const env = (service: string, portalUrl: string | undefined): Record<string, string> => ({
    DATABASE_URL: infrastructure.postgres.url,
    NATS_URL: infrastructure.nats.url,
    SMTP_URL: infrastructure.mail.url,
    BRANDS_FOLDER: brandsFolder,
    HOST: '127.0.0.1',
    PORT: String(portOf(service)),
    DIGEST_SECRET: randomBytes(24).toString('base64url'),
    PORTAL_BRAND,
    PUBLIC_URL: `http://127.0.0.1:${deflectionPort}`,
    ...(portalUrl === undefined ? {} : { PORTAL_URL: portalUrl }),
  });
  const services = teardown.add(
    await startAll({
      clock,
      brands,
      environmentOf: (service, started) => env(service, started.portal),
      loggerOf: (service) => createLogger({ service, level: options.logLevel }),
    }),
    (it) => it.close(),
  );
  const { urls, fatal } = services;
  helpdesk.connect(urls.deflection);
  return {
    helpdesk,
    urls: { ...urls, engine: urls['decision-engine'] },
    doorsOf: (brandId) => ({
      ingestionUrl: urls.ingestion,
      brandId,
      apiKey: brands.find(brandId)?.apiKeys[0] ?? '',
      easypostSecret: secrets.NORTHWIND_EASYPOST_SECRET,
      desk: helpdesk.zendesk.desk,
    }),
    fatal,
  };
}
