import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { BouncesController } from './adapters/http/bounces.controller.js';
import { UnsubscribeController } from './adapters/http/unsubscribe.controller.js';
import { MessagesController } from './adapters/nats/messages.controller.js';

/** The transports; what they call is put together by `createNotifier`. */
@Module({})
export class NotifierModule {
  static with(providers: Provider[]): DynamicModule {
    return {
      module: NotifierModule,
      controllers: [MessagesController, BouncesController, UnsubscribeController],
      providers,
    };
  }
}
