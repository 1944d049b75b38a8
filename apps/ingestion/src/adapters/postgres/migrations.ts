import { keepInline, type Migration, outboxTable } from '@tidings/database';

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
];
