import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { AddressesController } from './adapters/http/addresses.controller.js';
import { AssetsController } from './adapters/http/assets.controller.js';
import { ChoicesController } from './adapters/http/choices.controller.js';
import { LookUpController } from './adapters/http/look-up.controller.js';
import { OrderPageController } from './adapters/http/order-page.controller.js';

/** The transports; what they call is put together by `createPortal`. */
@Module({})
export class PortalModule {
  static with(providers: Provider[]): DynamicModule {
    return {
      module: PortalModule,
      controllers: [
        AddressesController,
        AssetsController,
        ChoicesController,
        LookUpController,
        OrderPageController,
      ],
      providers,
    };
  }
}
