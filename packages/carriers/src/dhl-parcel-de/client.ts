import { basicAuth } from '@tidings/http-client';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { type AskedParcel, defineClient } from '../client.js';
import { dhlParcelDeDialect } from './dialect.js';

/** `username` and `password` are those of the tracking application (`appname`); the key is the API's. */
const credentials = z.object({
  apiKey: z.string().min(1),
  apiSecret: z.string().min(1),
  username: z.string().min(1),
  password: z.string().min(1),
});

/** DHL docs, Parcel DE Tracking: a question in XML, 20 numbers at most, answered in XML. */
export const dhlParcelDeClient = defineClient({
  dialect: dhlParcelDeDialect,
  baseUrl: 'https://api-eu.dhl.com/parcel/de/tracking/v0',
  credentials,
  auth: ({ apiKey, apiSecret }) => ({
    kind: 'headers',
    headers: { ...basicAuth(apiKey, apiSecret), 'dhl-api-key': apiKey, accept: 'application/xml' },
  }),
  // It publishes no figures; this is ours.
  limits: [{ requests: 3, perSeconds: 1 }],
  uses: ['postalCode'],
  carriers: { known: { dhl_parcel_de: 'dhl_parcel_de' }, others: 'none' },
  poll: {
    numbersPerRequest: 1,
    request: ([parcel], { username, password }) => ({
      method: 'GET',
      path: '/shipments',
      query: { xml: questionOf(parcel, { username, password }) },
    }),
    decode: readXml,
  },
});

function questionOf(
  parcel: AskedParcel | undefined,
  { username, password }: { readonly username: string; readonly password: string },
): string {
  const attributes = {
    appname: username,
    'language-code': 'de',
    password,
    'piece-code': parcel?.number ?? '',
    request: 'd-get-piece-detail',
    ...(parcel?.postalCode && { 'zip-code': parcel.postalCode }),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escapeXml(value)}"`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?><data ${written.join(' ')}/>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}

/** Their attributes under their own names, as texts: a number would lose its leading zeros. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
});

/** The parser takes what it gets: an answer that broke off would be a shorter history. */
const WHOLE = /(?:<\/data>|<data[^>]*\/>)\s*$/;

function readXml(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString();
  if (!WHOLE.test(text.slice(-2_000))) throw new SyntaxError('the XML is not whole');
  return parser.parse(text);
}
