import type { Kysely, RawBuilder } from 'kysely';

/** What each statement of a flight answered. */
export type Answers<Statements extends readonly RawBuilder<unknown>[]> = {
  readonly [Index in keyof Statements]: Statements[Index] extends RawBuilder<infer Row>
    ? readonly Row[]
    : never;
};

/**
 * Sends statements that do not wait for each other's answers, all at once and over one connection: they run in their order
 * and cost one round trip. In a transaction the first that fails fails those behind it; outside of one each stands alone.
 * @returns the rows of each
 * @throws the first failure, once all are answered
 */
export function inOneFlight<Schema, const Statements extends readonly RawBuilder<unknown>[]>(
  database: Kysely<Schema>,
  statements: Statements,
): Promise<Answers<Statements>> {
  const compiled = statements.map((statement) => statement.compile(database));
  return database.getExecutor().provideConnection(async (connection) => {
    const answers = await Promise.allSettled(compiled.map((query) => connection.executeQuery(query)));
    const rows = answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value.rows;
    });
    return rows as Answers<Statements>;
  });
}
