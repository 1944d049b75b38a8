import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { HooksController } from './adapters/http/hooks.controller.js';
import { SidebarController } from './adapters/http/sidebar.controller.js';
import { AddressesController } from './adapters/nats/addresses.controller.js';
import { CorrectionsConsumer } from './adapters/nats/corrections.consumer.js';
import { OrdersConsumer } from './adapters/nats/orders.consumer.js';

/** The transports; what they call is put together by `createDeflection`. */
@Module({})
export class DeflectionModule {
  static with(providers: Provider[]): DynamicModule {
    return {
      module: DeflectionModule,
      controllers: [
        HooksController,
        SidebarController,
        AddressesController,
        OrdersConsumer,
        CorrectionsConsumer,
      ],
      providers,
    };
  }
}
