import { keepInline, type Migration, outboxOfMessages, outboxTable } from '@tidings/database';

export const migrations: readonly Migration[] = [
  {
    name: '0001_receipts',
    up: `${outboxTable}

-- Ids are UUID v7 of the time of receipt, so that a range of ids is a range of time.
create table receipt (
  id uuid primary key,
  brand_id text not null,
  source text not null,
  received_at timestamptz not null,
  delivery_key uuid not null unique,
  topic text,
  body bytea not null,
  state text not null check (state in ('recorded', 'partly_read', 'unreadable', 'not_found', 'control', 'incomplete')),
  is_history boolean not null,
  -- How often it was read; a later reading's events are other events than the first one's.
  readings integer not null default 1
);
${keepInline('receipt', 'body')}

-- One row per thing that could not be read; open until a later reading settles its receipt.
create table quarantine (
  receipt_id uuid not null,
  position integer not null,
  brand_id text not null,
  source text not null,
  kind text not null check (kind in ('unmapped_code', 'unreadable')),
  field text,
  message text not null,
  quarantined_at timestamptz not null,
  primary key (receipt_id, position)
);

create table source_health (
  brand_id text not null,
  source text not null,
  state text not null check (state in ('seeing', 'blind')),
  since timestamptz not null,
  last_proven_at timestamptz not null,
  primary key (brand_id, source)
);

create table source_hour (
  brand_id text not null,
  source text not null,
  hour timestamptz not null,
  delivered integer not null,
  duplicates integer not null,
  refused integer not null,
  unreadable integer not null,
  events integer not null,
  unmapped integer not null,
  lag_seconds bigint not null,
  lag_samples integer not null,
  primary key (brand_id, source, hour)
);`,
  },
  {
    name: '0002_following',
    up: `alter table source_hour add column polls integer not null default 0, add column failed_polls integer not null default 0;

-- One row per tracking number of a brand: who follows it, and when something is to be done about it next.
create table tracking (
  brand_id text not null,
  number text not null,
  carrier text not null,
  order_number text,
  -- Only where a source of the brand uses them.
  postal_code text,
  country text,
  ship_date date,
  state text not null check (state in ('pending', 'followed', 'ending', 'ended', 'untracked')),
  reason text,
  source text,
  their_carrier text,
  route integer not null,
  registration_id text,
  expires_at timestamptz,
  bound_at timestamptz not null,
  milestone text,
  moved_at timestamptz,
  heard_at timestamptz,
  failures integer not null,
  due_at timestamptz,
  -- Counts what moved it on: what an earlier claimant still writes is void.
  claim integer not null,
  primary key (brand_id, number)
);
create index tracking_due on tracking (brand_id, source, due_at) where due_at is not null;
create index tracking_untracked on tracking (brand_id, number) where state = 'untracked';

-- What all replicas share about the API of one source: its pace, its moods, the month's registrations.
create table source_feed (
  brand_id text not null,
  source text not null,
  free_at jsonb not null default '[]',
  failures integer not null default 0,
  resume_at timestamptz,
  last_answer_at timestamptz,
  last_failure_at timestamptz,
  last_failure text,
  month text,
  registrations integer not null default 0,
  primary key (brand_id, source)
);`,
  },
  {
    name: '0003_shops',
    up: `-- What is to be done at a shop's API, once or now and then.
create table shop_task (
  brand_id text not null,
  source text not null,
  kind text not null check (kind in ('reread', 'sweep', 'subscriptions', 'links')),
  -- What the shop calls it, or an order's number; empty for what a shop has one of.
  subject text not null,
  detail jsonb,
  asked_at timestamptz not null,
  due_at timestamptz,
  failures integer not null default 0,
  claim integer not null default 0,
  primary key (brand_id, source, kind, subject)
);
create index shop_task_due on shop_task (due_at) where due_at is not null;`,
  },
  {
    name: '0004_subject_first',
    up: `-- All tasks of a shop share their brand and source, and there is one for each of its orders. A plan that is made before the
-- table was counted takes an index that leads with them, and then reads all of them to find what is due.
alter table shop_task drop constraint shop_task_pkey, add primary key (subject, kind, source, brand_id);
drop index shop_task_due;
create index shop_task_due on shop_task (brand_id, source, due_at) where due_at is not null;`,
  },
  { name: '0005_outbox_of_messages', up: outboxOfMessages },
];
