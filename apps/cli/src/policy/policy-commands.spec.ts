import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTidings } from '../spec-support/run-tidings.js';

let folder: string;
const write = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-spec-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const quiet = 'base: shipped\nversion: quiet-1\nquietHours: { from: "21:00", to: "08:00" }\n';

describe('tidings policy check', () => {
  it('passes a policy that can be used', async () => {
    const { exitCode, remarked } = await runTidings('policy', 'check', await write('good.yaml', quiet));
    expect({ exitCode, remarked }).toMatchObject({
      exitCode: 0,
      remarked: expect.stringContaining('quiet-1'),
    });
  });

  it('names rule and field of what is wrong', async () => {
    const rules =
      'rules:\n  - { id: loud, condition: silence, scope: parcel, when: {}, then: { outcome: shout } }\n';
    const { exitCode, remarked } = await runTidings(
      'policy',
      'check',
      await write('bad.yaml', quiet + rules),
    );
    expect(exitCode).toBe(1);
    expect(remarked).toContain("rule 'loud', then.outcome");
  });

  it('names the rule that can never be chosen, and the one before it', async () => {
    const any =
      '{ id: any-news, condition: noise, scope: exception, when: {}, then: { outcome: suppress, because: no } }';
    const file = await write('hidden.yaml', `${quiet}rules:\n  - ${any}\n`);
    const { exitCode, printed } = await runTidings('policy', 'check', file);
    expect(exitCode).toBe(1);
    expect(printed).toContain("rule 'parcel-lost' can never be chosen: rule 'any-news' matches before it");
  });

  it.each([
    ['nothing.yaml', null, 'no such file'],
    ['torn.yaml', 'base: [shipped', 'torn.yaml'],
  ])('says of %s what is wrong with it', async (name, text, problem) => {
    const file = text === null ? join(folder, name) : await write(name, text);
    const { exitCode, remarked } = await runTidings('policy', 'check', file);
    expect(exitCode).toBe(1);
    expect(remarked).toContain(problem);
  });
});

describe('tidings policy diff', () => {
  it('tells what changes against the shipped policy and against another file', async () => {
    const file = await write('quiet.yaml', `${quiet}without: [number-replaced]\n`);
    const { printed } = await runTidings('policy', 'diff', file);
    expect(printed.split('\n')).toEqual([
      '~ version: "first-1" -> "quiet-1"',
      '~ quietHours: none -> {"from":"21:00","to":"08:00"}',
      '- number-replaced: send number_replaced',
      '',
    ]);
    const again = await runTidings('policy', 'diff', file, file);
    expect(again).toMatchObject({ exitCode: 0, printed: '' });
  });
});
