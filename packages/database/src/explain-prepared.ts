import { type Kysely, sql } from 'kysely';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

interface Explained {
  readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[];
}

/** A column of the index on the left of a comparison, as `explain` writes conditions. */
const searched = /\((\w+) (?:=|<|>)/g;

/**
 * How each statement that a connection prepared would read its tables if it were planned now, for specs that hold it whatever
 * the planner knows of the tables. Ask a database with one connection.
 * @returns sorted lines without duplicates: `send_pkey (key, brand_id)`, an index and the columns it is searched by; without
 *   any where all of it is read, and a table's name where no index is used
 */
export async function explainPrepared(db: Kysely<unknown>): Promise<readonly string[]> {
  const prepared = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db);
  const reads = new Set<string>();
  for (const { statement } of prepared.rows) {
    const explained = sql.raw<Explained>(`explain (generic_plan, format json) ${statement}`);
    const { rows } = await explained.execute(db);
    for (const { Plan } of rows.flatMap((row) => row['QUERY PLAN'])) addReads(reads, Plan);
  }
  return [...reads].sort();
}

function addReads(reads: Set<string>, node: PlanNode): void {
  const from = node['Node Type'] === 'Seq Scan' ? node['Relation Name'] : node['Index Name'];
  if (from !== undefined) {
    const columns = [...(node['Index Cond'] ?? '').matchAll(searched)].map(([, column]) => column);
    reads.add(`${from} (${columns.join(', ')})`);
  }
  for (const child of node.Plans ?? []) addReads(reads, child);
}
