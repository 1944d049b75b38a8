import { createAnswers, readAnswersConfig } from '@tidings/answers';
import { createDecisionEngine, readDecisionEngineConfig } from '@tidings/decision-engine';
import { createIngestion, readIngestionConfig } from '@tidings/ingestion';
import { createNotifier, readNotifierConfig } from '@tidings/notifier';
import type { Brands, Clock, Environment, RunningService } from '@tidings/platform';
import type { Logger } from 'pino';

export const SERVICES = ['answers', 'notifier', 'decision-engine', 'ingestion'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface AllParts {
  readonly clock: Clock;
  readonly brands: Brands;
  readonly environmentOf: (service: ServiceName) => Environment;
  readonly loggerOf: (service: ServiceName) => Logger;
}

export interface RunningServices {
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly fatal: Promise<Error>;
  close(): Promise<void>;
}

type Start = (
  environment: Environment,
  parts: { clock: Clock; brands: Brands; logger: Logger },
) => Promise<RunningService>;

const starts: Readonly<Record<ServiceName, Start>> = {
  answers: (environment, parts) => createAnswers(readAnswersConfig(environment), parts),
  notifier: (environment, parts) => createNotifier(readNotifierConfig(environment), parts),
  'decision-engine': (environment, parts) =>
    createDecisionEngine(readDecisionEngineConfig(environment), parts),
  ingestion: (environment, parts) => createIngestion(readIngestionConfig(environment), parts),
};

/** Every service in this process, consumers before producers; closed in the opposite order. */
export async function startAll({
  clock,
  brands,
  environmentOf,
  loggerOf,
}: AllParts): Promise<RunningServices> {
  const running: [ServiceName, RunningService][] = [];
  const close = async (): Promise<void> => {
    for (const [, service] of running.splice(0).toReversed()) await service.close();
  };
  try {
    for (const name of SERVICES) {
      running.push([
        name,
        await starts[name](environmentOf(name), { clock, brands, logger: loggerOf(name) }),
      ]);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    urls: Object.fromEntries(running.map(([name, { url }]) => [name, url])) as Record<ServiceName, string>,
    fatal: Promise.race(running.map(([, { fatal }]) => fatal)),
    close,
  };
}
