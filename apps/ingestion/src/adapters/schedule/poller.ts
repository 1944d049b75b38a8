import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import type { FollowParcels } from '../../core/following/follow-parcels.js';
import type { FollowingSource } from '../../core/following/following-source.js';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { TrackingStore } from '../../ports/tracking-store.js';
import { Rounds } from './rounds.js';

export interface PollerParts {
  readonly follow: FollowParcels;
  readonly store: Pick<TrackingStore, 'dueSources'>;
  readonly findSource: (key: SourceKey) => FollowingSource | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ends the requests under way. */
  readonly endRequests: () => void;
}

/** Asks the sources whose turn it is about their parcels. */
export class Poller extends Rounds<FollowingSource> {
  constructor({ follow, store, findSource, clock, logger, endRequests }: PollerParts) {
    super({
      due: async () => (await store.dueSources(clock.now())).flatMap((key) => findSource(key) ?? []),
      round: (source) => follow.round(source),
      onLookFailed: (err) => logger.warn({ err }, 'who is to be asked could not be looked up'),
      onRoundFailed: ({ brandId, source }, err) =>
        logger.warn({ err, brandId, source }, 'what a source answered could not be kept; it is asked again'),
      endRequests,
    });
  }
}
