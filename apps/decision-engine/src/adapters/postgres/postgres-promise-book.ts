import type { WatchedPromise } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { PromiseBook, type PromiseRate, type PromiseWindow } from '../../ports/promise-book.js';
import { toPromise } from './promise-rows.js';
import type { EngineSchema } from './schema.js';

export class PostgresPromiseBook extends PromiseBook {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async listOfOrder(brandId: string, orderNumber: string): Promise<readonly WatchedPromise[]> {
    const { rows } = await sql<EngineSchema['promises']>`
      select p.* from orders o join promises p on p.order_id = o.id
      where o.brand_id = ${brandId} and o.number = ${orderNumber} order by p.shown_at, p.key`.execute(
      this.#database,
    );
    return rows.map(toPromise);
  }

  override async rates(brandId: string, { from, to }: PromiseWindow): Promise<readonly PromiseRate[]> {
    const { rows } = await sql<Omit<PromiseRate, 'keptShare'>>`
      select face, promised, count(*)::int as shown,
        (count(*) filter (where state = 'open'))::int as open, (count(*) filter (where state = 'kept'))::int as kept,
        (count(*) filter (where state = 'broken'))::int as broken,
        (count(*) filter (where state = 'void'))::int as void
      from promises where brand_id = ${brandId} and shown_at >= ${from} and shown_at < ${to}
      group by face, promised order by face, promised`.execute(this.#database);
    return rows.map((row) => {
      const settled = row.kept + row.broken;
      return { ...row, keptShare: settled === 0 ? null : row.kept / settled };
    });
  }
}
