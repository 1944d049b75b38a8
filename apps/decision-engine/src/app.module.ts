import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DecisionsController } from './adapters/http/decisions.controller.js';
import { DurationsController } from './adapters/http/durations.controller.js';
import { IncidentsController } from './adapters/http/incidents.controller.js';
import { PromisesController } from './adapters/http/promises.controller.js';
import { ChangesConsumer } from './adapters/nats/changes.consumer.js';
import { DurationsRpcController } from './adapters/nats/durations-rpc.controller.js';
import { IncidentsRpcController } from './adapters/nats/incidents-rpc.controller.js';
import { PoliciesController } from './adapters/nats/policies.controller.js';
import { QuestionsController } from './adapters/nats/questions.controller.js';
import { ShadowController } from './adapters/nats/shadow.controller.js';
import { StatementsController } from './adapters/nats/statements.controller.js';

/** The transports; what they call is put together by `createDecisionEngine`. */
@Module({})
export class DecisionEngineModule {
  static with(providers: Provider[]): DynamicModule {
    return {
      module: DecisionEngineModule,
      controllers: [
        DecisionsController,
        DurationsController,
        PromisesController,
        IncidentsController,
        IncidentsRpcController,
        ChangesConsumer,
        DurationsRpcController,
        PoliciesController,
        QuestionsController,
        ShadowController,
        StatementsController,
      ],
      providers,
    };
  }
}
