import { parcelStory, ROWS_PER_STORY, trackerOf } from '../../feed/parcel-story.js';
import { easypostBody } from '../../feed/easypost-body.js';
import { seededRandom } from '../../feed/seeded-random.js';
import { loadOrders } from '../../harness/load-orders.js';
import { type BacklogSources, readBacklog, totalOf } from '../../harness/read-backlog.js';
import { startDeflection, startServices } from '../../harness/services.js';
import type { Service } from '../../harness/spawn-service.js';
import { startInfrastructure } from '../../harness/start-infrastructure.js';
import { withTeardown } from '../../harness/teardown.js';
import { untilIdle } from '../../harness/until-idle.js';
import { untilSteady } from '../../harness/until.js';
import { testBrands } from '../../harness/write-brands.js';
import type { Disturbance } from '../disturbance.js';
import { type ChaosAccount, withSources } from '../play-chaos.js';
import { sendLikeACarrier } from '../retrying-carrier.js';
import { shortenAckWaits } from '../shorten-ack-waits.js';
import { Striker } from '../strike-in-time.js';
import { balanceTickets } from './balance-tickets.js';
import { readTicketBooks } from './read-ticket-books.js';
import { reportTour } from './report-tour.js';
import { helpdeskSection, startAccounts } from './start-accounts.js';
import type { TicketBooks } from './ticket-books.js';
import { isTakenBack, kindOf } from './ticket-kind.js';
import { writeTickets } from './write-tickets.js';

export interface TicketChaosPlan {
  readonly seed: number;
  /** Over all brands. */
  readonly tickets: number;
  readonly perSecond: number;
  /** SIGKILLs of each replica of deflection. */
  readonly killsPerReplica: number;
}

const REPLICAS = 2;
const LEASE_SECONDS = 10;
const SWEEP_SECONDS = 2;
/** Calls of the helpdesk and updates that landed, of which there are more for every ticket; corrections are under way by then. */
const MOMENTS_PER_TICKET = 6;
const LONGEST_PAUSE_MS = 40;
/** Longer than any batch takes. */
const LAST_ACK_WAIT_SECONDS = 5;
const SETTLE_TIMEOUT_MS = 180_000;
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** Customers write tickets while those who answer are killed; waits until all is done, and balances the books. */
export function playTicketChaos(plan: TicketChaosPlan): Promise<ChaosAccount> {
  return withTeardown(async (teardown) => {
    const { seed, tickets, perSecond } = plan;
    const random = seededRandom(seed);
    const infrastructure = await startInfrastructure(teardown, { isDurable: true });
    const replicas: Service[] = [];
    let moments = 0;
    let deliveries = 0;
    let striker: Striker | null = null;
    const accounts = await startAccounts(teardown, {
      random,
      deflectionUrl: () => replicas[(deliveries += 1) % REPLICAS]?.url ?? '',
      onMoment: () => striker?.onAccepted((moments += 1)),
    });
    const services = await startServices(teardown, {
      infrastructure,
      brands: {
        breakerHourlyFloor: 1_000_000,
        speaksFrom: new Date(Date.now() - 30 * DAY_MS).toISOString(),
        helpdeskOf: (brand) => helpdeskSection(accounts, brand),
      },
    });
    const env = { LEASE_SECONDS: String(LEASE_SECONDS), SWEEP_SECONDS: String(SWEEP_SECONDS) };
    replicas.push(...(await startDeflection(teardown, { infrastructure, env, replicas: REPLICAS })));
    const stories = await tellStories(services.ingestion.url, { count: tickets / testBrands.length, random });
    await withSources(infrastructure, (sources) => untilIdle(sources, SETTLE_TIMEOUT_MS));

    const startedAt = performance.now();
    striker = new Striker(killsOf(plan, replicas, random), { services, infrastructure });
    const webhooksUnderWay = (): number =>
      accounts.reduce((sum, { zendesk }) => sum + (zendesk.webhooks?.pending ?? 0), 0);
    const books = await withSources(infrastructure, async (sources) => {
      const written = await writeTickets({
        accounts,
        stories,
        perSecond,
        random,
        isSettled: ({ brand }, ticketId) => isSettled(sources, brand.id, ticketId),
        takeBack: ({ brand }, story) => reportTour(services.ingestion.url, { brand, story }, 'never_was'),
      });
      const expected = { count: written.length, webhooksUnderWay };
      await untilSettled(sources, expected);
      await striker?.finish();
      await shortenAckWaits(sources.connection, LAST_ACK_WAIT_SECONDS);
      await untilSettled(sources, expected);
      await untilCorrected(sources);
      return readTicketBooks(written, sources);
    });
    const crashes = replicas.reduce((sum, replica) => sum + replica.crashes, 0);
    const problems = balanceTickets(books);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    const summary = `${describe(books)}; ${striker.struck.length} kills at ${moments} moments, crashes ${crashes}; ${seconds} s`;
    return { problems, summary };
  });
}

/** Orders of all brands, each with its parcel at some station of its way. */
async function tellStories(
  url: string,
  { count, random }: { readonly count: number; readonly random: () => number },
) {
  const endsAt = new Date().toISOString();
  const stories = Array.from({ length: count }, (_, index) => parcelStory(index, endsAt));
  for (const brand of testBrands) await loadOrders({ url, brand, stories });
  const onTour = new Set(stories.filter((_, index) => isTakenBack(kindOf(index))));
  for (const story of onTour)
    for (const brand of testBrands) await reportTour(url, { brand, story }, 'began');
  const deliveries = stories.flatMap((story) => {
    // Of what one source takes back another may be right.
    if (onTour.has(story)) return [];
    const rowCount = 1 + Math.floor(random() * (ROWS_PER_STORY - 3));
    const body = easypostBody(trackerOf(story, rowCount), `evt_${story.trackingNumber}_${rowCount}`);
    return testBrands.map((brand) => ({ brand, body }));
  });
  await sendLikeACarrier({ url, deliveries, perSecond: 200, onAccepted: () => undefined });
  return stories;
}

/** At moments that only depend on the seed. */
function killsOf(
  { tickets, killsPerReplica }: TicketChaosPlan,
  replicas: readonly Service[],
  random: () => number,
): Disturbance[] {
  return replicas.flatMap((replica, index) =>
    Array.from({ length: killsPerReplica }, () => ({
      what: `deflection ${index + 1}`,
      afterAccepted: Math.floor(random() * tickets * MOMENTS_PER_TICKET),
      pauseMs: random() * LONGEST_PAUSE_MS,
      brokenMs: 0,
      destroy: () => replica.kill(),
      mend: () => replica.start(),
    })),
  );
}

interface Expected {
  readonly count: number;
  readonly webhooksUnderWay: () => number;
}

/** Every ticket is done with, those included of which no webhook told. */
function untilSettled(sources: BacklogSources, { count, webhooksUnderWay }: Expected): Promise<void> {
  return untilSteady('every ticket is dealt with', SETTLE_TIMEOUT_MS, async () => {
    if (webhooksUnderWay() > 0) return false;
    const { rows } = await sources.client.query<{ count: string }>(
      `select count(*) from deflection.ticket where state = 'settled'`,
    );
    return Number(rows[0]?.count) >= count;
  });
}

/** Nothing is on its way: what turned false has been taken back. */
function untilCorrected(sources: BacklogSources): Promise<void> {
  return untilSteady('every correction is dealt with', SETTLE_TIMEOUT_MS, async () => {
    const waiting = await sources.client.query(
      `select 1 from deflection.correction where state in ('waiting', 'leased') limit 1`,
    );
    return waiting.rows.length === 0 && totalOf(await readBacklog(sources)) === 0;
  });
}

async function isSettled({ client }: BacklogSources, brandId: string, ticketId: number): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from deflection.ticket where brand_id = $1 and ticket_id = $2 and state = 'settled'`,
    [brandId, String(ticketId)],
  );
  return rows.length > 0;
}

function describe({ tickets }: TicketBooks): string {
  const outcomes = Map.groupBy(tickets, ({ row }) => row?.outcome ?? 'lost');
  const counts = [...outcomes].map(([outcome, { length }]) => `${length} ${outcome.replace('_', ' ')}`);
  const reopened = tickets.filter(({ row }) => row?.isReopened === true).length;
  const corrected = tickets.filter(({ corrections }) => corrections.length > 0).length;
  return `${tickets.length} tickets (${counts.join(', ')}; ${reopened} reopened, ${corrected} corrected)`;
}
