import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '@tidings/simulator';
import { runTidings } from '../spec-support/run-tidings.js';

let folder: string;
let history: string;
let policy: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backtest-spec-'));
  history = join(folder, 'history.ndjson');
  policy = join(folder, 'policy.yaml');
  const lines = [...simulate({ seed: 3, orders: 40 })].map((entry) => JSON.stringify(entry));
  await writeFile(history, lines.join('\n'));
  await writeFile(policy, 'base: shipped\nversion: terse-1\nwithout: [out-for-delivery]\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('tidings backtest', () => {
  it('compares a policy with the shipped one over what the simulator printed', async () => {
    const run = await runTidings('backtest', '--policy', policy, '--from', history, '--json');
    expect(run.exitCode).toBe(0);
    const report = JSON.parse(run.printed) as {
      orders: number;
      policy: { version: string; messagesByKind: Record<string, number> };
      against: { version: string; messages: number };
      differences: Record<string, { onlyOld: number; onlyNew: number; examplesOnlyOld: string[] }>;
    };
    expect(report).toMatchObject({
      orders: 40,
      policy: { version: 'terse-1' },
      against: { version: 'first-1' },
    });
    expect(report.policy.messagesByKind['out_for_delivery']).toBeUndefined();
    const { onlyOld, onlyNew, examplesOnlyOld } = report.differences['out_for_delivery'] ?? {};
    expect(onlyOld).toBeGreaterThan(20);
    expect(onlyNew).toBe(0);
    expect(examplesOnlyOld?.[0]).toMatch(/^S3-/);
  });

  it('prints it for people', async () => {
    const { printed } = await runTidings('backtest', '--policy', policy, '--from', history);
    expect(printed).toMatch(/40 orders, \d+ tracking events/);
    expect(printed).toMatch(/out_for_delivery +0 +\d+/);
  });

  it('names the line and the field that cannot be read', async () => {
    const torn = join(folder, 'torn.ndjson');
    await writeFile(torn, '{"kind":"order","at":"yesterday"}\n');
    const { exitCode, remarked } = await runTidings('backtest', '--policy', policy, '--from', torn);
    expect(exitCode).toBe(1);
    expect(remarked).toContain('torn.ndjson:1: at:');
  });
});
