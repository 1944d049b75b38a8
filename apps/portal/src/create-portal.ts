import { type Brands, createStatelessService, type RunningService } from '@tidings/platform';
import type { Logger } from 'pino';
import { BrandOfHost } from './adapters/http/brand-of-host.js';
import { PageLayouts } from './adapters/http/page-layouts.js';
import { Stylesheets } from './adapters/http/stylesheets.js';
import { tellFailure } from './adapters/http/tell-failure.js';
import { RpcOrderBook } from './adapters/nats/rpc-order-book.js';
import { PortalModule } from './app.module.js';
import type { PortalConfig } from './config.js';
import { ChooseOption } from './core/choose-option.js';
import { FindOrder } from './core/find-order.js';

export interface PortalParts {
  readonly brands: Brands;
  readonly logger: Logger;
}

/** Starts the service. @throws ConfigError when the brand that is to be shown under any host does not exist */
export async function createPortal(config: PortalConfig, own: PortalParts): Promise<RunningService> {
  const { brands, logger } = own;
  const hosts = new BrandOfHost(brands, config.onlyBrand);
  const sheets = new Stylesheets(brands.all);
  const layouts = new PageLayouts(sheets);
  const { host, port, trustedProxies } = config;
  return createStatelessService({
    name: 'portal',
    logger,
    natsUrl: config.natsUrl,
    http: { host, port, trustedProxies, failureBody: tellFailure(layouts) },
    module: ({ rpc }) => {
      const orders = new RpcOrderBook(rpc);
      const found = new FindOrder(orders);
      return PortalModule.with([
        { provide: BrandOfHost, useValue: hosts },
        { provide: Stylesheets, useValue: sheets },
        { provide: PageLayouts, useValue: layouts },
        { provide: FindOrder, useValue: found },
        { provide: ChooseOption, useValue: new ChooseOption(found, orders) },
      ]);
    },
  });
}
