import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { OrderStatusController } from './adapters/http/order-status.controller.js';
import { ProjectionsConsumer } from './adapters/nats/projections.consumer.js';
import { QuestionsController } from './adapters/nats/questions.controller.js';

/** The transports; what they call is put together by `createAnswers`. */
@Module({})
export class AnswersModule {
  static with(providers: Provider[]): DynamicModule {
    return {
      module: AnswersModule,
      controllers: [OrderStatusController, ProjectionsConsumer, QuestionsController],
      providers,
    };
  }
}
