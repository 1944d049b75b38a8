import { type Migration, outboxOfMessages, outboxTable } from '@tidings/database';

export const migrations: readonly Migration[] = [
  {
    name: '0001_sends',
    up: `${outboxTable}

-- One row per message that was asked for. Leases and waits are real time (clock_timestamp), as redelivery is;
-- every other instant is the service's clock.
create table send (
  brand_id text not null,
  key text not null,
  order_id text not null,
  order_number text,
  request jsonb not null,
  causation jsonb not null,
  requested_at timestamptz not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'leased', 'held', 'sent', 'dropped', 'undeliverable')),
  because text,
  is_held boolean not null default false,
  attempts integer not null default 0,
  lease_id uuid,
  -- Waiting or held: when to look. Leased: when the lease ends.
  due_at timestamptz not null default clock_timestamp(),
  channel text,
  message_id text,
  settled_at timestamptz,
  primary key (brand_id, key)
);
create index send_due on send (due_at) where state in ('waiting', 'leased', 'held');
create index send_order on send (brand_id, order_number, requested_at);

create table contact (
  brand_id text not null,
  order_number text not null,
  email text,
  locale text,
  updated_at timestamptz not null,
  unsubscribe_token uuid not null unique default gen_random_uuid(),
  primary key (brand_id, order_number)
);
create index contact_updated_at on contact (brand_id, updated_at);

-- By digest: the list of those who do not want to be written to needs nobody's address.
create table suppression (
  brand_id text not null,
  address_digest bytea not null,
  reason text not null check (reason in ('bounce', 'complaint', 'unsubscribe')),
  since timestamptz not null,
  primary key (brand_id, address_digest, reason)
);

-- What left, in buckets of five minutes of the service's clock.
create table departure (
  brand_id text not null,
  kind text not null,
  bucket timestamptz not null,
  count integer not null,
  primary key (brand_id, kind, bucket)
);
create index departure_bucket on departure (brand_id, bucket);`,
  },
  {
    name: '0002_brand_last',
    up: `
-- All rows of a shop share their brand. A plan that is made before a table was counted takes any index that leads with it,
-- and then reads the whole shop for each message. So here none does: the brand comes last in a key, and other indexes,
-- which leave it out or only carry it, cannot be searched by it.
alter table send drop constraint send_pkey, add primary key (key, brand_id);
drop index send_order;
-- Of two indexes that seem equal the planner takes the hash, which is not descended into.
create index send_order on send using hash (order_number);
alter table contact drop constraint contact_pkey, add primary key (order_number, brand_id);
drop index contact_updated_at;
create index contact_updated_at on contact (updated_at) include (brand_id);
-- Not by state: what looks for the waiting sends of an order would read all that wait instead.
drop index send_due;
create index send_due on send (due_at) where settled_at is null;`,
  },
  { name: '0003_outbox_of_messages', up: outboxOfMessages },
];
