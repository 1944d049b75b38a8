import { calendarDateSchema, CART_MAIL_NAMES, instantSchema, moneySchema } from '@tidings/domain';
import { z } from 'zod';

const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and dashes, from a letter');
const zoneSchema = z.string().refine(isTimeZone, 'an IANA time zone: Europe/Berlin');
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day: 15:30');
const secretSchema = z.string().min(1, 'a secret may not be empty');
/** Monday first. */
const weekdaySchema = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

const workCalendarSchema = z.strictObject({
  workingDays: z.array(weekdaySchema).min(1),
  /** Days off on top of the week's. */
  holidays: z.array(calendarDateSchema).default([]),
});

const sourceSchema = z.strictObject({
  /** Part of the webhook's path: `/hooks/<brand>/<id>`. */
  id: idSchema,
  kind: z.enum(['carrier', 'storefront']),
  /** Looked up where plug-ins are at hand: ingestion refuses one that is in no registry. */
  plugin: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'the id of a plug-in'),
  /** Any of them is good: the next one can be announced before the last one goes. None where the source is only asked. */
  secrets: z.array(secretSchema).default([]),
  /** How far this source is believed over the others of the brand: larger leads. */
  rank: z.int().default(0),
  /** Read and checked by the plug-in. */
  settings: z.record(z.string(), z.unknown()).default({}),
});

const nameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and underscores');

/**
 * `off`: tickets are left alone. `shadow`: what would be done is recorded, and nothing written. `assist`: an internal note
 * with the answer for the agent. `auto`: the customer is answered.
 */
const DEFLECTION_MODES = ['off', 'shadow', 'assist', 'auto'] as const;

const helpdeskSchema = z.strictObject({
  /** Looked up where plug-ins are at hand: deflection refuses one that is in no registry. Part of the webhook's path. */
  plugin: idSchema,
  mode: z.enum(DEFLECTION_MODES).default('shadow'),
  /** Of the webhook's signature; any of them is good. */
  webhookSecrets: z.array(secretSchema).min(1),
  /** Read and checked by the plug-in: address and credentials. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** The helpdesk's id of this shop, where one helpdesk serves several: tickets of the others are left alone. */
  shopRef: z.string().min(1).optional(),
  /** Titles of the shop's own macros, by what they answer. */
  macros: z.record(nameSchema, z.string().min(1).max(200)).default({}),
  /** The helpdesk's ids of ticket fields, by what we put there. */
  fields: z.record(nameSchema, z.string().min(1).max(40)).default({}),
  /** The app beside a ticket: what the helpdesk signs its calls with, and as whom. */
  sidebar: z
    .strictObject({
      /** Shared with the app's installation; any of them is good. */
      keys: z.array(z.string().min(32, 'a key has at least 32 characters')).min(1),
      /** The account that signs: `northwind.zendesk.com`. */
      issuer: z.string().min(1),
    })
    .optional(),
});

/** A source that is to follow a parcel, with its own name of the carrier where ours is not it. */
const viaSchema = z.union([
  idSchema.transform((source) => ({ source, as: undefined })),
  z.strictObject({ source: idSchema, as: z.string().min(1).max(60) }),
]);

/** Who is asked to follow a parcel: by the carrier as the shop writes it, the first that takes it on. */
const trackingSchema = z.strictObject({
  routes: z
    .array(
      z.strictObject({
        carrier: z.string().min(1).max(60),
        /** Other names that the shop gives this carrier. */
        written: z.array(z.string().min(1).max(60)).default([]),
        via: z.array(viaSchema).min(1),
      }),
    )
    .default([]),
  /** For a carrier without a row; without it whoever follows that carrier. */
  otherwise: z.array(viaSchema).default([]),
});

const brandShape = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(100),
  hosts: z.strictObject({ portal: z.hostname() }),
  locale: z.string().refine(isLocale, 'a BCP 47 language tag: en-GB'),
  zone: zoneSchema,
  support: z.strictObject({ email: z.email() }),
  sender: z.strictObject({ name: z.string().min(1).max(100), email: z.email() }),
  /** How the brand's own pages look; colours that cannot be read are shifted until they can. */
  theme: z
    .strictObject({
      accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour: #1f5e4b'),
      logoUrl: z.url({ protocol: /^https$/, error: 'an address that begins with https://' }).optional(),
    })
    .optional(),
  /** Printed below every mail, line by line. */
  postalAddress: z.array(z.string().min(1).max(200)).min(1),
  apiKeys: z.array(z.string().min(16, 'an API key has at least 16 characters')).default([]),
  sources: z.array(sourceSchema).default([]),
  helpdesk: helpdeskSchema.optional(),
  /** Mails that the cart sends by itself: what they say is not said again. */
  cartMails: z.array(z.enum(CART_MAIL_NAMES)).default([]),
  tracking: trackingSchema.default({ routes: [], otherwise: [] }),
  warehouse: workCalendarSchema.extend({
    zone: zoneSchema,
    opensAt: timeOfDaySchema,
    closesAt: timeOfDaySchema,
    /** Orders placed later count as placed on the next working day. */
    cutOff: timeOfDaySchema,
    /** Opening hours from order to dispatch that the shop holds itself to; left out: what its warehouse is seen to need. */
    handlingBusinessHours: z.number().positive().optional(),
  }),
  /** Days on which carriers move parcels. */
  carrierDays: workCalendarSchema.default({
    workingDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
    holidays: [],
  }),
  /** Nothing that happened before is ever spoken about. */
  speaksFrom: instantSchema,
  /** Beside brand.yaml; the shipped policy holds where there is none. */
  policyFile: z
    .string()
    .regex(/^[\w.-]+$/, 'a file name, without a folder')
    .optional(),
  gate: z.strictObject({
    breaker: z.strictObject({
      /** Fewer messages of a kind in an hour never trip the breaker. */
      hourlyFloor: z.int().positive(),
      timesUsual: z.number().min(1),
      /** Of the brand's live parcels, in an hour: 0.05 is one in twenty. */
      shareOfLive: z.number().gt(0).lte(1),
    }),
  }),
  costPerTicket: moneySchema.optional(),
});

/** One shop, as `brands/<id>/brand.yaml` describes it. */
export const brandSchema = brandShape.superRefine((brand, context) => {
  const { opensAt, cutOff, closesAt } = brand.warehouse;
  if (!(opensAt <= cutOff && cutOff <= closesAt)) {
    context.addIssue({
      code: 'custom',
      path: ['warehouse', 'cutOff'],
      message: 'lies outside of opensAt..closesAt',
    });
  }
  const repeated = brand.sources.findIndex(
    ({ id }, index) => brand.sources.findIndex((other) => other.id === id) < index,
  );
  if (repeated >= 0) {
    context.addIssue({
      code: 'custom',
      path: ['sources', repeated, 'id'],
      message: 'another source has this id',
    });
  }
  for (const path of unknownRoutes(brand))
    context.addIssue({
      code: 'custom',
      path: ['tracking', ...path],
      message: 'names a source that is not there',
    });
});

export type Brand = z.infer<typeof brandSchema>;
export type BrandSource = Brand['sources'][number];
export type BrandHelpdesk = z.infer<typeof helpdeskSchema>;

function unknownRoutes({ sources, tracking }: z.infer<typeof brandShape>): (string | number)[][] {
  const isKnown = ({ source }: { source: string }) => sources.some(({ id }) => id === source);
  const wrongIn = (via: readonly { source: string }[], path: (string | number)[]) =>
    via.flatMap((each, index) => (isKnown(each) ? [] : [[...path, index]]));
  return [
    ...tracking.routes.flatMap(({ via }, row) => wrongIn(via, ['routes', row, 'via'])),
    ...wrongIn(tracking.otherwise, ['otherwise']),
  ];
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
