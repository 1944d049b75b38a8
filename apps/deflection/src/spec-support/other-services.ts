import { Controller, Module } from '@nestjs/common';
import {
  answersOrderGet,
  decisionsConfirm,
  decisionsList,
  messagesList,
  type ReplyOf,
  type RequestOf,
} from '@tidings/contracts';
import { answer, type OrderSnapshot } from '@tidings/domain';
import { AnswerRpc } from '@tidings/messaging';
import { createLogger, createStatelessService } from '@tidings/platform';

export const NOW = '2026-11-22T12:00:00.000Z';

/** Stands in for answers, engine and notifier, on the real bus. */
class Known {
  readonly orders = new Map<string, OrderSnapshot>();
  /** Keys of decisions that the engine would not take again. */
  readonly refuted = new Set<string>();
}

@Controller()
class KnownController {
  constructor(private readonly known: Known) {}

  @AnswerRpc(answersOrderGet)
  async get({ brandId, by }: RequestOf<typeof answersOrderGet>): Promise<ReplyOf<typeof answersOrderGet>> {
    const number = 'orderNumber' in by ? by.orderNumber : '';
    const snapshot = this.known.orders.get(`${brandId} ${number}`);
    return snapshot === undefined ? null : { snapshot, answer: answer(snapshot, 2, NOW) };
  }

  @AnswerRpc(decisionsConfirm)
  async confirm({ messages }: RequestOf<typeof decisionsConfirm>): Promise<ReplyOf<typeof decisionsConfirm>> {
    const confirmed = messages
      .filter(({ key }) => !this.known.refuted.has(key))
      .flatMap(({ brandId, orderId, key }) => {
        const isMeant = (each: OrderSnapshot): boolean =>
          each.brandId === brandId && each.orderId === orderId;
        const snapshot = [...this.known.orders.values()].find(isMeant);
        return snapshot === undefined ? [] : [{ key, answer: answer(snapshot, 2, NOW) }];
      });
    return { confirmed };
  }

  @AnswerRpc(decisionsList)
  async decisions(_: RequestOf<typeof decisionsList>): Promise<ReplyOf<typeof decisionsList>> {
    return { decisions: [] };
  }

  @AnswerRpc(messagesList)
  async messages(_: RequestOf<typeof messagesList>): Promise<ReplyOf<typeof messagesList>> {
    return { messages: [] };
  }
}

@Module({})
class KnownModule {}

export interface OtherServices {
  keep(snapshot: OrderSnapshot): void;
  /** What the decision of this key says is no longer so. */
  refute(key: string): void;
  close(): Promise<void>;
}

export async function startOtherServices(natsUrl: string): Promise<OtherServices> {
  const known = new Known();
  const service = await createStatelessService({
    name: 'others',
    logger: createLogger({ service: 'others', level: 'silent' }),
    natsUrl,
    http: { host: '127.0.0.1', port: 0 },
    answersRpc: true,
    module: () => ({
      module: KnownModule,
      controllers: [KnownController],
      providers: [{ provide: Known, useValue: known }],
    }),
  });
  return {
    keep: (snapshot) => {
      known.orders.set(`${snapshot.brandId} ${snapshot.orderNumber ?? ''}`, snapshot);
    },
    refute: (key) => known.refuted.add(key),
    close: () => service.close(),
  };
}
