import {
  type ApiAuth,
  type ApiRequest,
  apiSettings,
  type Classify,
  type RateLimit,
} from '@tidings/http-client';
import type { CalendarDate } from '@tidings/domain';
import { z } from 'zod';
import type { Dialect } from './dialect.js';

/** A parcel that a source is asked about. */
export interface AskedParcel {
  /** Our id of the carrier. */
  readonly carrier: string;
  readonly number: string;
  /** The source's own name of the carrier; null where it has none or finds it out by itself. */
  readonly theirCarrier: string | null;
  /** Only what the client says that it uses, and only where the shop told it. */
  readonly postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  readonly shipDate?: CalendarDate | undefined;
}

/** What a poll is better with, or does not work without: personal data that nobody uses is not kept. */
export type ParcelDetail = 'postalCode' | 'country' | 'shipDate';

/** How a source is asked. Requests are made and answers are read purely; sending them is the service's business. */
export interface ClientSpec<Credentials> {
  readonly baseUrl: string;
  readonly credentials: z.ZodType<Credentials>;
  readonly auth: (credentials: Credentials) => ApiAuth;
  /** Of one credential, all together; a brand with another contract sets its own. */
  readonly limits: readonly RateLimit[];
  readonly uses: readonly ParcelDetail[];
  /** The carriers that it follows, by our ids, each as the source writes it. */
  readonly carriers: CarrierNames;
  readonly poll: Poll<Credentials>;
  readonly registration?: Registration<Credentials>;
  /** Where the source says by more than the status that it will not or cannot answer. */
  readonly classify?: Classify;
  readonly dialect: Dialect;
}

export interface CarrierNames {
  readonly known: Readonly<Record<string, string>>;
  /** Whether it also follows a carrier without a row: by its own detection, or by our id as its name. */
  readonly others: 'none' | 'detected' | 'same_name';
}

export interface Poll<Credentials> {
  readonly numbersPerRequest: number;
  readonly request: (parcels: readonly AskedParcel[], credentials: Credentials) => ApiRequest;
  /** Turns the answer's bytes into what `read` takes, where that is not their JSON. @throws when they are not what they should be */
  readonly decode?: (body: Uint8Array) => unknown;
}

/** For sources that follow only what they were told to follow. */
export interface Registration<Credentials> {
  readonly numbersPerRequest: number;
  /** It ends by itself and has to be renewed; null: it does not. */
  readonly lastsDays: number | null;
  /** The source counts each one, and may charge for it. */
  readonly isCounted: boolean;
  readonly register: (parcels: readonly AskedParcel[], credentials: Credentials) => ApiRequest;
  /** Of each parcel, in any order; one that is missing was not registered and is tried again. */
  readonly readRegistered: (payload: unknown, parcels: readonly AskedParcel[]) => readonly Registered[];
  /** The answer also tells what is known of the parcel, as a poll's does. */
  readonly isTelling: boolean;
  readonly stop?: (parcel: AskedParcel & { readonly registrationId: string | null }) => ApiRequest;
}

export interface Registered {
  readonly number: string;
  /** `refused`: the source will not follow this number. `no_quota`: not now, it has nothing against the number. */
  readonly state: 'registered' | 'refused' | 'no_quota';
  /** What the source calls the registration, where stopping needs it. */
  readonly id?: string | undefined;
  readonly message?: string | undefined;
}

/** What every brand may set for any client, beside its credentials. */
const ownSettings = apiSettings.extend({
  /** How many registrations a calendar month (UTC) may have; without it the source's own no is the cap. */
  registrationsPerMonth: z.int().nonnegative().optional(),
});

/** A client with a brand's credentials in it. */
export interface OpenClient
  extends
    Omit<ClientSpec<unknown>, 'credentials' | 'auth' | 'poll' | 'registration' | 'dialect'>,
    Pick<z.infer<typeof ownSettings>, 'registrationsPerMonth'> {
  readonly auth: ApiAuth;
  readonly poll: Omit<Poll<unknown>, 'request'> & {
    readonly request: (parcels: readonly AskedParcel[]) => ApiRequest;
  };
  readonly registration?: Omit<Registration<unknown>, 'register'> & {
    readonly register: (parcels: readonly AskedParcel[]) => ApiRequest;
  };
}

/** The client role of a plug-in. */
export interface CarrierClient {
  /** @throws ZodError naming the setting that is missing or wrong */
  readonly open: (settings: unknown) => OpenClient;
  /** How the API speaks, for whoever plays it. */
  readonly dialect: Dialect;
}

export function defineClient<Credentials>(spec: ClientSpec<Credentials>): CarrierClient {
  return {
    dialect: spec.dialect,
    open: (settings) => {
      const own = ownSettings.parse(settings);
      const credentials = spec.credentials.parse(settings);
      const { credentials: _, dialect: __, poll, registration, ...rest } = spec;
      return {
        ...rest,
        baseUrl: own.baseUrl ?? spec.baseUrl,
        limits: own.limits ?? spec.limits,
        registrationsPerMonth: own.registrationsPerMonth,
        auth: spec.auth(credentials),
        poll: { ...poll, request: (parcels) => poll.request(parcels, credentials) },
        ...(registration && {
          registration: {
            ...registration,
            register: (parcels: readonly AskedParcel[]) => registration.register(parcels, credentials),
          },
        }),
      };
    },
  };
}

/** How the source calls a carrier; undefined when it does not follow it. */
export function theirCarrierOf({ known, others }: CarrierNames, carrier: string): string | null | undefined {
  const name = Object.hasOwn(known, carrier) ? known[carrier] : undefined;
  if (name !== undefined) return name;
  if (others === 'none') return undefined;
  return others === 'detected' ? null : carrier;
}

/** The one parcel of a request for one. */
export function onlyParcel(parcels: readonly AskedParcel[]): AskedParcel {
  const [parcel] = parcels;
  if (parcel === undefined || parcels.length > 1) throw new TypeError('one parcel per request');
  return parcel;
}

export const apiKey = z.object({ apiKey: z.string().min(1) });
export const oauthClient = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });
export const userAndPassword = z.object({ username: z.string().min(1), password: z.string().min(1) });
