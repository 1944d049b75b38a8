import { keepInline, type Migration, outboxOfMessages, outboxTable } from '@tidings/database';

export const migrations: readonly Migration[] = [
  {
    name: '0001_snapshots',
    up: `${outboxTable}

-- Two orders can share a number for a while: an orphan before it is adopted. The newer one is told.
create table snapshot (
  brand_id text not null,
  order_id text not null,
  version integer not null,
  order_number text,
  token text not null,
  as_of timestamptz not null,
  document text not null,
  primary key (brand_id, order_id)
);
${keepInline('snapshot', 'document')}
create index snapshot_order_number on snapshot (brand_id, order_number) where order_number is not null;
create index snapshot_token on snapshot (brand_id, token);

-- Keyed digests only: who knows an order can be recognised, and not be read from here.
create table order_proof (
  brand_id text not null,
  order_number text not null,
  kind text not null check (kind in ('email', 'postcode')),
  digest text not null,
  updated_at timestamptz not null,
  primary key (brand_id, order_number, kind)
);`,
  },
  {
    name: '0002_room_in_the_page',
    up: `-- An order is told anew with each report. With room beside it the new row stays in its page, and no index is touched.
alter table snapshot set (fillfactor = 50);`,
  },
  {
    name: '0003_packed_documents',
    up: `-- An order's document grows to seven kB with its history, and of that size no two fit into a page: every second report moved
-- the row and wrote all indexes. Packed it stays small; what was kept before is packed when it is told anew.
alter table snapshot alter column document type bytea using convert_to(document, 'UTF8');
${keepInline('snapshot', 'document')}`,
  },
  {
    name: '0004_brand_last',
    up: `-- All rows of a shop share their brand. A plan that is made before the table was counted takes any index that leads with
-- it, and then reads the whole shop for one order. So here none does.
alter table snapshot drop constraint snapshot_pkey, add primary key (order_id, brand_id);
drop index snapshot_order_number;
create index snapshot_order_number on snapshot (order_number) where order_number is not null;
drop index snapshot_token;
create index snapshot_token on snapshot (token);`,
  },
  { name: '0005_outbox_of_messages', up: outboxOfMessages },
];
