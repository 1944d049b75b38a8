import { z } from 'zod';
import { apiKey, type AskedParcel, defineClient, onlyParcel, type Registered } from '../client.js';
import { optionalText } from '../wire-parts.js';
import { aftershipDialect } from './dialect.js';

/** AfterShip docs, Supported couriers: slugs that are not our id with dashes. */
const CARRIERS = {
  canada_post: 'canada-post',
  dhl_ecommerce: 'dhl-global-mail',
  dhl_express: 'dhl',
  dhl_parcel_de: 'dhl-germany',
  fedex: 'fedex',
  ontrac: 'ontrac',
  royal_mail: 'royal-mail',
  ups: 'ups',
  ups_mail_innovations: 'ups-mi',
  usps: 'usps',
} as const;

/** AfterShip docs, Errors: it follows the number already. */
const ALREADY_EXISTS = 4003;
/** AfterShip docs, Errors: the plan has no more trackings. */
const NO_QUOTA: ReadonlySet<number> = new Set([4014, 4015]);

/** AfterShip docs, Rate limit: list 6, get 5 and delete 5 a second; the smallest stands for all. */
export const aftershipClient = defineClient({
  dialect: aftershipDialect,
  baseUrl: 'https://api.aftership.com/tracking/2026-01',
  credentials: apiKey,
  auth: ({ apiKey: key }) => ({ kind: 'headers', headers: { 'as-api-key': key } }),
  limits: [{ requests: 5, perSeconds: 1 }],
  uses: ['postalCode', 'country', 'shipDate'],
  carriers: { known: CARRIERS, others: 'detected' },
  poll: {
    numbersPerRequest: 50,
    request: (parcels) => ({
      method: 'GET',
      path: '/trackings',
      query: { tracking_numbers: parcels.map(({ number }) => number).join(','), limit: '100' },
    }),
  },
  registration: {
    numbersPerRequest: 1,
    lastsDays: null,
    isCounted: true,
    isTelling: false,
    register: (parcels) => {
      const { number, theirCarrier, postalCode, country, shipDate } = onlyParcel(parcels);
      const json = {
        tracking_number: number,
        ...(theirCarrier !== null && { slug: theirCarrier }),
        ...(postalCode && { tracking_postal_code: postalCode }),
        ...(country && { tracking_destination_country: country }),
        ...(shipDate && { tracking_ship_date: shipDate.replaceAll('-', '') }),
      };
      return { method: 'POST', path: '/trackings', body: { json } };
    },
    readRegistered,
    stop: ({ registrationId }) => ({
      method: 'DELETE',
      path: `/trackings/${encodeURIComponent(registrationId ?? '')}`,
    }),
  },
});

const answerSchema = z.object({
  meta: z.object({ code: z.number(), message: optionalText }),
  data: z
    .object({ id: z.string(), tracking: z.object({ id: z.string() }).optional() })
    .partial()
    .nullish()
    .catch(null),
});

function readRegistered(payload: unknown, parcels: readonly AskedParcel[]): readonly Registered[] {
  const { number } = onlyParcel(parcels);
  const { data: answer } = answerSchema.safeParse(payload);
  if (answer === undefined) return [];
  const { meta, data } = answer;
  const id = data?.id ?? data?.tracking?.id;
  if (meta.code < 300 || meta.code === ALREADY_EXISTS) return [{ number, state: 'registered', id }];
  const message = meta.message ?? `AfterShip answered ${meta.code}`;
  return [{ number, state: NO_QUOTA.has(meta.code) ? 'no_quota' : 'refused', message }];
}
