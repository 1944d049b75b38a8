import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runTidings } from '../spec-support/run-tidings.js';

const HEAD = 'order_id,status,purchased_at,approved_at,carrier_handover_at,delivered_at,promised_date';
const at = (day: number, hour: number): string =>
  new Date(Date.UTC(2017, 5, 1) + (day * 24 + hour) * 3_600_000).toISOString().slice(0, 19);

/** Twelve orders a day; every third takes a long way and is promised later. */
function history(days: number, late = 0): string[] {
  const rows: string[] = [];
  for (let day = 0; day < days; day += 1) {
    for (let each = 0; each < 12; each += 1) {
      const takes = (each % 3 === 0 ? 12 : 4) + ((each * 7 + day * 5) % 10) / 4 + (day > 60 ? late : 0);
      const promised = at(day + (each % 3 === 0 ? 30 : 12), 0).slice(0, 10);
      rows.push(
        `o${day}-${each},delivered,${at(day, each)},,${at(day + 1, each)},${at(day, each + takes * 24)},${promised}`,
      );
    }
  }
  return rows;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tidings-estimate-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function estimate(
  rows: readonly string[],
): Promise<{ printed: string; remarked: string; exitCode: number }> {
  const file = path.join(folder, 'orders.csv');
  await writeFile(file, [HEAD, ...rows].join('\n'));
  return runTidings('estimate', '--orders', file);
}

type Line = Readonly<Record<'order_id' | 'at' | 'likely' | 'p10' | 'p90' | 'p025' | 'p975', string>>;
const read = (printed: string): readonly Line[] =>
  printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('tidings estimate', () => {
  it('predicts twice for each order, in time order, in the words of the file', async () => {
    const { printed, remarked, exitCode } = await estimate(history(80));
    const lines = read(printed);
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(2 * 80 * 12);
    expect(lines[0]).toEqual({
      order_id: 'o0-0',
      at: 'purchase',
      likely: null,
      p10: null,
      p90: null,
      p025: null,
      p975: null,
    });
    const { p025 = '', p10 = '', likely = '', p90 = '', p975 = '' } = lines.at(-1) ?? {};
    const times = [p025, p10, likely, p90, p975];
    expect(times).toEqual(times.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(likely).toMatch(/^2017-08-\d\dT\d\d:\d\d:\d\d$/);
    expect(remarked).toContain('purchase  all');
  });

  it('knows nothing of what comes later: the same past gives the same predictions', async () => {
    const [short, long] = [await estimate(history(75)), await estimate(history(90, 15))];
    const before = (printed: string): readonly Line[] =>
      read(printed).filter(({ order_id: id }) => /^o[1-5]?\d-/.test(id));
    expect(before(long.printed)).toEqual(before(short.printed));
  });

  it('takes dirty rows as they are', async () => {
    const { exitCode, printed, remarked } = await estimate([
      ...history(40),
      'x1,canceled,2017-07-10T10:00:00,,,,',
      'x2,delivered,not a date,,,,2017-07-20',
      'x3,delivered,2017-07-10T10:00:00,,2017-07-09T10:00:00,2017-07-08T10:00:00,2017-07-01',
      'x4,shipped,2017-07-10 10:00:00',
      ',delivered,2017-07-10T10:00:00,,,,',
    ]);
    expect(exitCode).toBe(0);
    expect(remarked).toContain('2 rows left out');
    expect(
      read(printed)
        .filter(({ order_id: id }) => id.startsWith('x'))
        .map(({ order_id: id }) => id),
    ).toEqual(['x1', 'x3', 'x4']);
  });

  it('names what is wrong with a file', async () => {
    const file = path.join(folder, 'wrong.csv');
    await writeFile(file, 'order_id,purchased_at\na,2017-07-01');
    const wrong = await runTidings('estimate', '--orders', file);
    expect([wrong.exitCode, wrong.remarked]).toEqual([1, expect.stringContaining('delivered_at')]);
    const none = await runTidings('estimate', '--orders', path.join(folder, 'none.csv'));
    expect([none.exitCode, none.remarked]).toEqual([1, expect.stringContaining('none.csv')]);
  });
});
