import { type Migration, outboxOfMessages, outboxTable } from '@tidings/database';

export const migrations: readonly Migration[] = [
  {
    name: '0001_tickets',
    up: `${outboxTable}

-- What the helpdesk delivered, as it came; without a ticket where it could not be read.
create table notice (
  brand_id text not null,
  delivery_key text not null,
  ticket_id text,
  problem text,
  body bytea not null,
  received_at timestamptz not null,
  primary key (brand_id, delivery_key)
);
create index notice_received_at on notice (received_at);

-- One row per ticket, however often and by whomever we hear of it: it is dealt with once. Leases and waits are real time
-- (clock_timestamp), as redelivery is; every other instant is the service's clock.
create table ticket (
  brand_id text not null,
  ticket_id text not null,
  state text not null default 'waiting' check (state in ('waiting', 'leased', 'settled')),
  causation jsonb not null,
  attempts integer not null default 0,
  lease_id uuid,
  -- Waiting: when to look. Leased: when the lease ends.
  due_at timestamptz not null default clock_timestamp(),
  noticed_at timestamptz not null default clock_timestamp(),
  leased_at timestamptz,
  because text,
  outcome text check (outcome in ('answered', 'handed_over', 'left_alone', 'would_answer', 'would_hand_over')),
  order_number text,
  macro text,
  settled_at timestamptz,
  is_reopened boolean not null default false,
  primary key (brand_id, ticket_id)
);
create index ticket_due on ticket (due_at) where state in ('waiting', 'leased');

-- By digest: to know again who bought needs nobody's address.
create table order_owner (
  brand_id text not null,
  order_number text not null,
  digest text,
  placed_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (brand_id, order_number)
);
create index order_owner_digest on order_owner (brand_id, digest, placed_at) where digest is not null;`,
  },
  {
    name: '0002_corrected_addresses',
    up: `
-- What customers corrected on their order's page, for the agents who act on it; gone with its person, or after a month.
create table corrected_address (
  brand_id text not null,
  case_id text not null,
  order_number text not null,
  address jsonb not null,
  given_at timestamptz not null,
  primary key (brand_id, case_id)
);
create index corrected_address_order on corrected_address (brand_id, order_number);
create index corrected_address_given_at on corrected_address (given_at);`,
  },
  {
    name: '0003_corrections',
    up: `
-- What the engine wants corrected in a ticket that was answered: one row for each of its keys, however often it is told.
create table correction (
  brand_id text not null,
  key text not null,
  order_number text,
  request jsonb not null,
  causation jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'leased', 'sent', 'dropped', 'undeliverable')),
  because text,
  attempts integer not null default 0,
  lease_id uuid,
  -- Waiting: when to look. Leased: when the lease ends.
  due_at timestamptz not null default clock_timestamp(),
  primary key (brand_id, key)
);
create index correction_due on correction (due_at) where state in ('waiting', 'leased');`,
  },
  {
    name: '0004_brand_last',
    up: `
-- All rows of a shop share their brand. A plan that is made before a table was counted takes any index that leads with it,
-- and then reads the whole shop for one ticket. So where a table has several, none does.
alter table order_owner drop constraint order_owner_pkey, add primary key (order_number, brand_id);
drop index order_owner_digest;
create index order_owner_digest on order_owner (digest) where digest is not null;
alter table corrected_address drop constraint corrected_address_pkey, add primary key (case_id, brand_id);
drop index corrected_address_order;
create index corrected_address_order on corrected_address (order_number);`,
  },
  { name: '0005_outbox_of_messages', up: outboxOfMessages },
];
