import { type Migration, outboxTable } from '@tidings/database';

/** Of the time before policies had versions. */
export const earlierMigrations: readonly Migration[] = [
  {
    name: '0001_orders',
    up: `
create table orders (
  id uuid primary key,
  brand_id text not null,
  number text,
  token text not null unique,
  version integer not null default 0,
  doc json,
  ledger json not null default '[]',
  stated json not null default '{}',
  speaks_from timestamptz not null,
  wake_at timestamptz,
  unique (brand_id, number)
) with (fillfactor = 70, toast_tuple_target = 8160);
-- Waking costs the orders that are due, not those that live.
create index orders_wake_at on orders (wake_at) where wake_at is not null;

create table parcels (
  id uuid primary key,
  brand_id text not null,
  order_id uuid not null references orders (id),
  carrier text,
  number text,
  shipment_id text,
  service text,
  lines json not null default '[]',
  is_cancelled boolean not null default false,
  created_at timestamptz not null
);
create index parcels_number on parcels (brand_id, number);
create index parcels_order on parcels (order_id);

-- Facts: only ever added. The subject is a parcel, or an order for steps that concern all of it.
create table tracking_events (
  order_id uuid not null,
  subject_id uuid not null,
  id text not null,
  event json not null,
  primary key (order_id, subject_id, id)
);

create table decisions (
  order_id uuid not null references orders (id),
  key text not null,
  condition text not null,
  reason text,
  outcome text not null,
  parcel_ids uuid[] not null,
  fact_at timestamptz not null,
  decided_at timestamptz not null,
  claims json not null,
  trace json not null,
  primary key (order_id, key)
);

create table cases (
  id text primary key,
  brand_id text not null,
  order_id uuid not null references orders (id),
  state text not null,
  opened_at timestamptz not null,
  doc json not null
);
create index cases_open on cases (brand_id, opened_at) where state = 'open';
create index cases_order on cases (order_id);

create table sources (
  brand_id text not null,
  source text not null,
  last_proven_at timestamptz,
  blind_since timestamptz,
  last_blind_from timestamptz,
  last_blind_to timestamptz,
  primary key (brand_id, source)
);

-- One row: when this engine last looked at its clock.
create table heartbeat (
  id boolean primary key default true check (id),
  beat_at timestamptz not null
);

${outboxTable}`,
  },
  {
    name: '0002_absence',
    up: `
-- The last time in which no engine looked at its clock: every replica has to know, also one that starts later.
alter table heartbeat add column absent_from timestamptz, add column absent_to timestamptz;`,
  },
  {
    name: '0003_promises',
    up: `
-- Every date that a customer was shown, by any face, and what became of it. Dates are dates where the customer is.
create table promises (
  brand_id text not null,
  order_id uuid not null references orders (id),
  key text not null,
  parcel_id uuid,
  promised text not null,
  face text not null,
  from_date text not null,
  to_date text not null,
  shown_at timestamptz not null,
  snapshot_version integer not null,
  state text not null,
  settled_at timestamptz,
  primary key (order_id, key)
);
create index promises_shown on promises (brand_id, shown_at);`,
  },
  {
    name: '0004_lazy_waking',
    up: `
-- When the order is to be looked at. The indexed wake_at may lie earlier, never later: an instant that moves into the future,
-- as it does with nearly every report, then leaves all indexes alone, and the order's row is updated in its page.
alter table orders add column due_at timestamptz;
update orders set due_at = wake_at;`,
  },
  {
    name: '0005_coverage',
    up: `
-- Whether anybody follows a parcel, as far as the word of it came; only those that somebody once did not have a row.
create table coverage (
  brand_id text not null,
  number text not null,
  is_untracked boolean not null,
  changed_at timestamptz not null,
  primary key (brand_id, number)
);
create index coverage_untracked on coverage (brand_id, number) where is_untracked;`,
  },
  {
    name: '0006_copies',
    up: `
-- Two sources may tell the same report; which copy counts is decided when it is folded, by who leads then.
alter table tracking_events add column source text;
update tracking_events set source = event ->> 'source';
alter table tracking_events alter column source set not null, drop constraint tracking_events_pkey,
  add primary key (order_id, subject_id, id, source);`,
  },
];
