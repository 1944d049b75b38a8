import { Publisher } from '@tidings/messaging';
import {
  type Brands,
  type Clock,
  createStatelessService,
  PublishedShowings,
  type RunningService,
} from '@tidings/platform';
import type { Logger } from 'pino';
import { BrandOfHost } from './adapters/http/brand-of-host.js';
import { LookUpLimit } from './adapters/http/look-up-limit.js';
import { PageLayouts } from './adapters/http/page-layouts.js';
import { Pages } from './adapters/http/pages.js';
import { Stylesheets } from './adapters/http/stylesheets.js';
import { tellFailure } from './adapters/http/tell-failure.js';
import { RpcOrderBook } from './adapters/nats/rpc-order-book.js';
import { PortalModule } from './app.module.js';
import type { PortalConfig } from './config.js';
import { ChooseOption } from './core/choose-option.js';
import { CorrectAddress } from './core/correct-address.js';
import { FindOrder } from './core/find-order.js';
import { LookUpOrder } from './core/look-up-order.js';

export interface PortalParts {
  readonly brands: Brands;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Starts the service. @throws ConfigError when the brand that is to be shown under any host does not exist */
export async function createPortal(config: PortalConfig, own: PortalParts): Promise<RunningService> {
  const { brands, clock, logger } = own;
  const hosts = new BrandOfHost(brands, config.onlyBrand);
  const sheets = new Stylesheets(brands.all);
  const layouts = new PageLayouts(sheets);
  const { host, port, trustedProxies } = config;
  return createStatelessService({
    name: 'portal',
    logger,
    natsUrl: config.natsUrl,
    http: { host, port, trustedProxies, failureBody: tellFailure(layouts) },
    module: ({ rpc, bus }) => {
      const orders = new RpcOrderBook(rpc);
      const found = new FindOrder(orders);
      const shown = new PublishedShowings({ face: 'page', publisher: new Publisher(bus), clock, logger });
      return PortalModule.with([
        { provide: BrandOfHost, useValue: hosts },
        { provide: Stylesheets, useValue: sheets },
        { provide: Pages, useValue: new Pages(layouts, shown) },
        { provide: FindOrder, useValue: found },
        { provide: LookUpOrder, useValue: new LookUpOrder(orders) },
        { provide: LookUpLimit, useValue: new LookUpLimit(config.lookUps) },
        { provide: CorrectAddress, useValue: new CorrectAddress(found, orders) },
        { provide: ChooseOption, useValue: new ChooseOption(found, orders) },
      ]);
    },
  });
}
