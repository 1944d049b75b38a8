import { connect } from '@nats-io/transport-node';
import { addHours, type Instant } from '@tidings/domain';
import { AdvanceableClock } from '@tidings/platform';
import pg from 'pg';
import type { Teardown } from '../harness/teardown.js';
import type { Limits } from '../zendesk/rest/limits.js';
import { everydayStory, stories } from '../stories/all-stories.js';
import { type Product, type ProductInfrastructure, startProduct } from './start-product.js';
import { TimeLapse } from './time-lapse.js';

const brandsFolder = new URL('../../../../brands', import.meta.url).pathname;

export interface PlayedProduct {
  readonly product: Product;
  readonly clock: AdvanceableClock;
  readonly lapse: TimeLapse;
}

export interface Played {
  readonly infrastructure: ProductInfrastructure;
  readonly startsAt: Instant;
  readonly hours: number;
  /** By number of their orders; left out: all. */
  readonly orderNumbers?: readonly string[];
  readonly everydayStories: number;
  /** Of the helpdesk's account. */
  readonly helpdeskLimits?: Partial<Limits>;
}

/** The whole product after so many hours of the stories; its clock then stands still until it is moved. */
export async function playUntil(teardown: Teardown, played: Played): Promise<PlayedProduct> {
  const { infrastructure, startsAt, hours, orderNumbers, everydayStories, helpdeskLimits } = played;
  const clock = new AdvanceableClock(startsAt);
  const product = await startProduct(teardown, {
    infrastructure,
    brandsFolder,
    clock,
    logLevel: 'error',
    firstPort: 0,
    helpdeskLimits,
  });
  const pool = new pg.Pool({ connectionString: infrastructure.postgres.url, max: 2 });
  pool.on('error', () => undefined);
  const client = teardown.add(pool, (it) => it.end());
  const connection = teardown.add(await connect({ servers: infrastructure.nats.url }), (it) => it.close());
  const lapse = new TimeLapse(
    clock,
    { client, connection, webhooks: product.helpdesk.zendesk.webhooks },
    (brandId) => product.doorsOf(brandId),
  );
  const chosen = stories.filter(({ orderNumber }) => orderNumbers?.includes(orderNumber) ?? true);
  const everyday = Array.from({ length: everydayStories }, (_, index) => everydayStory(index));
  for (const story of [...chosen, ...everyday]) lapse.add(story, startsAt);
  await lapse.advanceTo(addHours(startsAt, hours));
  return { product, clock, lapse };
}
