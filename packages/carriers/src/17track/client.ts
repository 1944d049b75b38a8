import type { ApiAnswer, ApiFailure } from '@tidings/http-client';
import { classifyAnswer } from '@tidings/http-client';
import { z } from 'zod';
import { apiKey, type AskedParcel, defineClient, type Registered } from '../client.js';
import { refusalText } from '../wire-parts.js';
import { seventeenTrackDialect } from './dialect.js';

/** 17TRACK carrier list (res.17track.net); without a key 17TRACK detects the carrier. */
const CARRIERS = {
  dhl_express: '100001',
  dhl_parcel_de: '7041',
  fedex: '100003',
  ups: '100002',
  usps: '21051',
} as const;

/** 17TRACK docs v2.4, Limits: 3 requests a second, 40 numbers in each. */
export const seventeenTrackClient = defineClient({
  dialect: seventeenTrackDialect,
  baseUrl: 'https://api.17track.net/track/v2.4',
  credentials: apiKey,
  auth: ({ apiKey: key }) => ({ kind: 'headers', headers: { '17token': key } }),
  limits: [{ requests: 3, perSeconds: 1 }],
  uses: ['postalCode', 'country', 'shipDate'],
  carriers: { known: CARRIERS, others: 'detected' },
  poll: {
    numbersPerRequest: 40,
    request: (parcels) => ({
      method: 'POST',
      path: '/gettrackinfo',
      body: { json: parcels.map(nameOf) },
    }),
  },
  registration: {
    numbersPerRequest: 40,
    lastsDays: null,
    isCounted: true,
    isTelling: false,
    register: (parcels) => ({
      method: 'POST',
      path: '/register',
      body: { json: parcels.map((parcel) => ({ ...nameOf(parcel), ...detailsOf(parcel) })) },
    }),
    readRegistered,
    stop: (parcel) => ({ method: 'POST', path: '/stoptrack', body: { json: [nameOf(parcel)] } }),
  },
  classify,
});

function nameOf({ number, theirCarrier }: AskedParcel): { number: string; carrier?: number } {
  return { number, ...(theirCarrier !== null && { carrier: Number(theirCarrier) }) };
}

/** 17TRACK docs v2.4, `param`: what some carriers ask for, in this order. */
function detailsOf({ country, postalCode, shipDate }: AskedParcel): { param?: string } {
  const details = [country && postalCode ? `${country}-${postalCode}` : postalCode, shipDate];
  const param = details.find((detail) => detail !== undefined && detail !== '');
  return param === undefined ? {} : { param };
}

const ALREADY_REGISTERED = -18019901;
/** 17TRACK docs, Error codes: beyond the daily limit, no quota left. [M] */
const NO_QUOTA: ReadonlySet<number> = new Set([-18019907, -18019908]);

const registeredSchema = z.object({
  data: z.object({
    accepted: z.array(z.object({ number: z.string() })).catch([]),
    rejected: z
      .array(
        z.object({
          number: z.string(),
          error: z.object({ code: z.number(), message: refusalText('17TRACK') }),
        }),
      )
      .catch([]),
  }),
});

function readRegistered(payload: unknown): readonly Registered[] {
  const { data: answer } = registeredSchema.safeParse(payload);
  const { accepted = [], rejected = [] } = answer?.data ?? {};
  return [
    ...accepted.map(({ number }): Registered => ({ number, state: 'registered' })),
    ...rejected.map(({ number, error: { code, message } }): Registered => {
      if (code === ALREADY_REGISTERED) return { number, state: 'registered' };
      return { number, state: NO_QUOTA.has(code) ? 'no_quota' : 'refused', message };
    }),
  ];
}

const codeSchema = z.object({ code: z.number() });
/** 17TRACK docs, Error codes: address not on the list, key wrong, account disabled, access denied. */
const UNAUTHORIZED: ReadonlySet<number> = new Set([-18010001, -18010002, -18010004, -18010005]);

/** Its 200 may hold a refusal of who asks. */
function classify(answer: ApiAnswer): ApiFailure | null {
  const failure = classifyAnswer(answer);
  if (failure !== null) return failure;
  const code = codeOf(answer.body);
  return code !== null && UNAUTHORIZED.has(code)
    ? { code: 'unauthorized', message: `17TRACK answered ${code}` }
    : null;
}

function codeOf(body: Uint8Array): number | null {
  try {
    return codeSchema.safeParse(JSON.parse(Buffer.from(body).toString())).data?.code ?? null;
  } catch {
    return null;
  }
}
