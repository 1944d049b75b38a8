import {
  answerSchema,
  contactSchema,
  eventTimeSchema,
  orderSchema,
  orderSnapshotSchema,
  parcelAnswerSchema,
  parcelSnapshotSchema,
  placeSchema,
  trackingEventSchema,
} from '@tidings/domain';
import { z } from 'zod';
import { eventCatalogue, rpcCatalogue } from '../catalogue.js';
import type { EventContract } from '../define-event.js';
import type { RpcContract } from '../define-rpc.js';
import { envelopeSchema } from '../envelope.js';
import { streams } from '../streams.js';

type Part = Readonly<Record<string, unknown>>;

const events: readonly EventContract[] = eventCatalogue;
const rpcs: readonly RpcContract[] = rpcCatalogue;

/** What several payloads hold is written once and referred to. */
const sharedSchemas: Readonly<Record<string, z.ZodType>> = {
  Answer: answerSchema,
  Contact: contactSchema,
  EventTime: eventTimeSchema,
  Order: orderSchema,
  OrderSnapshot: orderSnapshotSchema,
  ParcelAnswer: parcelAnswerSchema,
  ParcelSnapshot: parcelSnapshotSchema,
  Place: placeSchema,
  TrackingEvent: trackingEventSchema,
};

const channelRef = (name: string): Part => ({ $ref: `#/channels/${name}` });
const channelMessageRef = (channel: string, message: string): Part => ({
  $ref: `#/channels/${channel}/messages/${message}`,
});
const schemaUri = (name: string): string => `#/components/schemas/${name}`;
const schemaRef = (name: string): Part => ({ $ref: schemaUri(name) });
const messageRef = (name: string): Part => ({ $ref: `#/components/messages/${name}` });

function eventChannel(event: EventContract): Part {
  const { name, maxAgeDays, maxMegabytes, dedupeWindowMinutes } = streams[event.stream];
  return {
    address: event.subject,
    description: event.description,
    messages: { event: messageRef(event.subject) },
    'x-jetstream': { stream: name, maxAgeDays, maxMegabytes, dedupeWindowMinutes, ...event.retry },
  };
}

function eventMessage(event: EventContract): Part {
  return { name: event.subject, summary: event.description, payload: schemaRef(event.subject) };
}

function eventOperations(event: EventContract): [string, Part][] {
  const to = { channel: channelRef(event.subject), messages: [channelMessageRef(event.subject, 'event')] };
  return [
    ...event.producers.map((producer): [string, Part] => [
      `${producer}.publishes.${event.subject}`,
      { action: 'send', ...to },
    ]),
    ...event.consumers.map((consumer): [string, Part] => [
      `${consumer}.consumes.${event.subject}`,
      { action: 'receive', ...to },
    ]),
  ];
}

const requestName = (rpc: RpcContract): string => `${rpc.subject}.request`;
const replyName = (rpc: RpcContract): string => `${rpc.subject}.reply`;

function rpcChannels(rpc: RpcContract): [string, Part][] {
  const { subject, description, timeoutMs } = rpc;
  const request = { request: messageRef(requestName(rpc)) };
  return [
    [subject, { address: subject, description, messages: request, 'x-timeoutMs': timeoutMs }],
    [replyName(rpc), { address: null, messages: { reply: messageRef(replyName(rpc)) } }],
  ];
}

function rpcOperation(rpc: RpcContract): [string, Part] {
  const messages = [channelMessageRef(replyName(rpc), 'reply')];
  const reply = { channel: channelRef(replyName(rpc)), messages };
  const request = [channelMessageRef(rpc.subject, 'request')];
  return [
    `${rpc.service}.answers.${rpc.subject}`,
    { action: 'receive', channel: channelRef(rpc.subject), messages: request, reply },
  ];
}

function rpcMessages(rpc: RpcContract): [string, Part][] {
  return [
    [requestName(rpc), { name: requestName(rpc), payload: schemaRef(requestName(rpc)) }],
    [replyName(rpc), { name: replyName(rpc), payload: schemaRef(replyName(rpc)) }],
  ];
}

/** Schemas of the wire form: what a producer writes after its schema filled in the defaults. */
function describeSchemas(): Record<string, Part> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(sharedSchemas)) registry.add(schema, { id });
  for (const event of events)
    registry.add(envelopeSchema.extend({ data: event.schema }), { id: event.subject });
  for (const rpc of rpcs) {
    registry.add(rpc.request, { id: requestName(rpc) });
    registry.add(rpc.reply, { id: replyName(rpc) });
  }
  const { schemas } = z.toJSONSchema(registry, { target: 'draft-7', io: 'output', uri: schemaUri });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema as Part]),
  );
}

/** The AsyncAPI 3.0 document of every event and RPC, made from the catalogue. */
export function describeAsyncApi(): Part {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tidings',
      version: '1.0.0',
      description:
        'Every event and RPC that travels between the services. A message with the header `Tidings-Events: <number>` holds ' +
        'so many events, one a line; a zstd frame (first bytes 28 B5 2F FD) holds such lines. Made by `npm run generate`.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries([
      ...events.map((event) => [event.subject, eventChannel(event)] as const),
      ...rpcs.flatMap(rpcChannels),
    ]),
    operations: Object.fromEntries([...events.flatMap(eventOperations), ...rpcs.map(rpcOperation)]),
    components: {
      schemas: describeSchemas(),
      messages: Object.fromEntries([
        ...events.map((event) => [event.subject, eventMessage(event)] as const),
        ...rpcs.flatMap(rpcMessages),
      ]),
    },
  };
}
