import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { ApiController } from './adapters/http/api.controller.js';
import { BatchController } from './adapters/http/batch.controller.js';
import { HooksController } from './adapters/http/hooks.controller.js';
import { PrivacyController } from './adapters/http/privacy.controller.js';
import { SourcesController } from './adapters/http/sources.controller.js';
import { OwnEventsConsumer } from './adapters/nats/own-events.consumer.js';
import { QuarantineController } from './adapters/nats/quarantine.controller.js';
import { UnmappedController } from './adapters/nats/unmapped.controller.js';
import { UntrackedController } from './adapters/nats/untracked.controller.js';

/** The transports; what they call is put together by `createIngestion`. */
@Module({})
export class IngestionModule {
  /** @param needsOwnEvents a deployment that follows no parcel and writes into no shop reads nothing of what it publishes */
  static with(
    providers: Provider[],
    { needsOwnEvents }: { readonly needsOwnEvents: boolean },
  ): DynamicModule {
    return {
      module: IngestionModule,
      controllers: [
        HooksController,
        ApiController,
        BatchController,
        PrivacyController,
        SourcesController,
        QuarantineController,
        UnmappedController,
        UntrackedController,
        ...(needsOwnEvents ? [OwnEventsConsumer] : []),
      ],
      providers,
    };
  }
}
