import { keepInline, type Migration, outboxOfMessages } from '@tidings/database';
import { earlierMigrations } from './earlier-migrations.js';

/** The engine's schema; see the snapshot beside the specs for what it adds up to. */
export const migrations: readonly Migration[] = [
  ...earlierMigrations,
  {
    name: '0007_policies',
    up: `
-- Every version of every brand's policy, whole: a rule of the shipped policy that changes with a release changes none of them.
create table policy_versions (
  brand_id text not null,
  version text not null,
  policy jsonb not null,
  kept_at timestamptz not null,
  primary key (brand_id, version)
);
-- Who put which of them to use, and why. Only ever added: the last one of a brand and role counts.
create table policy_uses (
  position bigint generated always as identity primary key,
  brand_id text not null,
  role text not null check (role in ('live', 'shadow')),
  version text,
  applied_by text not null,
  because text not null,
  applied_at timestamptz not null
);
create index policy_uses_brand on policy_uses (brand_id, role, position);

-- What a policy in the shadow remembers of an order, and what it would have decided. Nothing of it leaves.
create table shadow_orders (
  order_id uuid primary key references orders (id),
  version text not null,
  seen_since timestamptz not null,
  ledger json not null
);
create index shadow_orders_version on shadow_orders (version);
create table shadow_decisions (
  order_id uuid not null references orders (id),
  version text not null,
  key text not null,
  brand_id text not null,
  condition text not null,
  reason text,
  outcome text not null,
  has_message boolean not null,
  decided_at timestamptz not null,
  trace json not null,
  primary key (order_id, version, key)
);
create index shadow_decisions_window on shadow_decisions (brand_id, version, decided_at);

-- Whether a decision asked for a message; until now that could only be told from the ledger.
alter table decisions add column has_message boolean not null default false;
update decisions set has_message = true where outcome = 'send';`,
  },
  {
    name: '0008_statements',
    up: `
-- What left, by the rule that chose it: a wrong rule is found by everything it said.
create table statements (
  order_id uuid not null references orders (id),
  key text not null,
  brand_id text not null,
  rule_id text not null,
  policy_version text not null,
  condition text not null,
  channel text not null,
  said_at timestamptz not null,
  primary key (order_id, key)
);
create index statements_rule on statements (brand_id, rule_id, said_at);
insert into statements (order_id, key, brand_id, rule_id, policy_version, condition, channel, said_at)
select o.id, d.key, o.brand_id, d.trace ->> 'ruleId', d.trace ->> 'policyVersion', d.condition, 'unknown',
  (row ->> 'saidAt')::timestamptz
from orders o, json_array_elements(o.ledger) as row
join decisions d on d.key = row ->> 'key'
where d.order_id = o.id and row ->> 'speech' = 'sent' and row ->> 'saidAt' is not null;`,
  },
  {
    name: '0009_room_in_the_page',
    up: `
-- An order's row grows with what was said of it; at 70 one update in five found no room beside it, and touched all indexes.
alter table orders set (fillfactor = 50);`,
  },
  {
    name: '0010_durations',
    up: `
-- What each parcel that arrived taught, once. A version of a brand's durations is all its lessons up to that version, in
-- the order of their positions, so an older one can be made again.
create table duration_lessons (
  parcel_id uuid primary key,
  position bigint generated always as identity unique,
  brand_id text not null,
  lesson json not null,
  learned_in integer
);
create index duration_lessons_waiting on duration_lessons (brand_id, position) where learned_in is null;
create table durations (
  brand_id text primary key,
  version integer not null,
  learned_at timestamptz not null,
  state json not null
);

-- By which version of the brand's durations it was decided; null: by none.
alter table decisions add column durations_version integer;`,
  },
  {
    name: '0011_incidents',
    up: `
-- Parcels that became silent or late, and where they were last handled: what incidents are found in.
create table troubles (
  order_id uuid not null references orders (id),
  key text not null,
  parcel_id uuid not null,
  brand_id text not null,
  carrier text,
  facility text not null,
  reason text,
  since timestamptz not null,
  primary key (order_id, key, parcel_id)
);
create index troubles_since on troubles (since);
create table incidents (
  id text primary key,
  brand_id text not null,
  begins_at timestamptz not null,
  ends_at timestamptz,
  doc json not null
);
create index incidents_brand on incidents (brand_id, begins_at);`,
  },
  {
    name: '0012_ways',
    up: `
-- By which places parcels of a lane go, and where those of an order are now: whom an incident at a place concerns.
alter table duration_lessons add column carrier text, add column lane text, add column facilities text[];
alter table orders add column places text[];`,
  },
  {
    name: '0013_wakes',
    up: `
-- When orders are looked at. When an order is due it says itself; for each that is, a wake stands at that instant or earlier.
-- One that came too early leaves another. So what moves an order into the future, as nearly every report does, writes nothing
-- here, and what wakes it touches no index of its wide row.
create table wakes (
  wake_at timestamptz not null,
  order_id uuid not null,
  primary key (wake_at, order_id)
) with (autovacuum_vacuum_scale_factor = 0.02);
insert into wakes (wake_at, order_id) select due_at, id from orders where due_at is not null;
drop index orders_wake_at;
alter table orders drop column wake_at;`,
  },
  {
    name: '0014_packed_events',
    up: `
-- What happened to a parcel, or to an order as a whole, stands beside it and is read with it: a row for each event lay in a
-- page of its own, and its key was half as long as itself. As a JSON array, or that pressed; see packed-events.ts.
alter table parcels set (fillfactor = 70);
alter table parcels add column events bytea;
alter table orders add column events bytea, alter column events set storage external;
${keepInline('parcels', 'events')}
create temporary table told on commit drop as
select subject_id, convert_to(json_agg(event)::text, 'UTF8') as events from tracking_events group by subject_id;
update parcels set events = told.events from told where told.subject_id = parcels.id;
update orders set events = told.events from told where told.subject_id = orders.id;
drop table tracking_events;`,
  },
  {
    name: '0015_parcels_in_the_shadow',
    up: `
-- Which parcels a decision is about, as beside the live ones: the two are compared by parcel.
alter table shadow_decisions add column parcel_ids uuid[] not null default '{}';
update shadow_decisions set parcel_ids = array[split_part(key, ':', 2)::uuid] where split_part(key, ':', 2) <> 'order';
alter table shadow_decisions alter column parcel_ids drop default;`,
  },
  {
    name: '0016_promises_with_their_order',
    up: `
-- What is watched of an order is read with it whenever it is decided about; the table of promises is the book that is asked.
alter table orders add column promises json not null default '[]', alter column promises set storage external;
create temporary table watched on commit drop as
select order_id, json_agg(json_build_object(
    'promised', promised, 'parcelId', parcel_id, 'from', from_date, 'to', to_date, 'face', face,
    'shownAt', to_char(shown_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'snapshotVersion', snapshot_version, 'state', state,
    'settledAt', to_char(settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) order by shown_at, key) as promises
from promises group by order_id;
update orders set promises = watched.promises from watched where watched.order_id = orders.id;`,
  },
  {
    name: '0017_parcels_with_their_order',
    up: `
-- What happened to an order's parcels is read with it whenever it is decided about; the table of parcels is the book that is
-- asked whose a number is. Events may be pressed, which nothing here opens: as base64 they wait until their order is written.
alter table orders add column parcels bytea, alter column parcels set storage external;
create temporary table held on commit drop as
select order_id, convert_to(json_agg(json_build_object(
    'parcelId', id, 'carrier', carrier, 'trackingNumber', number, 'shipmentId', shipment_id, 'service', service,
    'lines', lines, 'isCancelled', is_cancelled,
    'createdAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'events', encode(events, 'base64')
  ) order by created_at, id)::text, 'UTF8') as parcels
from parcels group by order_id;
update orders set parcels = held.parcels from held where held.order_id = orders.id;
alter table parcels drop column shipment_id, drop column service, drop column lines, drop column is_cancelled,
  drop column events;
alter table parcels reset (fillfactor, toast_tuple_target);`,
  },
  { name: '0018_outbox_of_messages', up: outboxOfMessages },
  {
    name: '0019_more_in_the_page',
    up: `
-- Packed with a dictionary two orders share a page and leave room for one of them anew: as many updates stay in their page as
-- at 50, where most orders had a page of their own, and an order takes 5.2 kB on disk instead of 7.2.
alter table orders set (fillfactor = 65);`,
  },
];
