import { createAnswers, readAnswersConfig } from '@tidings/answers';
import { createDecisionEngine, readDecisionEngineConfig } from '@tidings/decision-engine';
import { createDeflection, readDeflectionConfig } from '@tidings/deflection';
import { createIngestion, readIngestionConfig } from '@tidings/ingestion';
import { createNotifier, readNotifierConfig } from '@tidings/notifier';
import type { Brands, Clock, Environment, RunningService } from '@tidings/platform';
import { createPortal, readPortalConfig } from '@tidings/portal';
import type { Logger } from 'pino';

export const SERVICES = [
  'answers',
  'portal',
  'deflection',
  'notifier',
  'decision-engine',
  'ingestion',
] as const;
export type ServiceName = (typeof SERVICES)[number];

export type StartedUrls = Readonly<Partial<Record<ServiceName, string>>>;

export interface AllParts {
  readonly clock: Clock;
  readonly brands: Brands;
  /** @param started where those listen that were started before */
  readonly environmentOf: (service: ServiceName, started: StartedUrls) => Environment;
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
  portal: (environment, parts) => createPortal(readPortalConfig(environment), parts),
  deflection: (environment, parts) => createDeflection(readDeflectionConfig(environment), parts),
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
  const urls = (): StartedUrls => Object.fromEntries(running.map(([name, { url }]) => [name, url]));
  const close = async (): Promise<void> => {
    for (const [, service] of running.splice(0).toReversed()) await service.close();
  };
  try {
    for (const name of SERVICES) {
      const environment = environmentOf(name, urls());
      running.push([name, await starts[name](environment, { clock, brands, logger: loggerOf(name) })]);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    urls: urls() as Record<ServiceName, string>,
    fatal: Promise.race(running.map(([, { fatal }]) => fatal)),
    close,
  };
}
