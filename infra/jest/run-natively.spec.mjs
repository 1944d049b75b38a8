import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const jestBin = createRequire(import.meta.url).resolve('jest/bin/jest');
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

const suites = {
  'failing.spec.ts': `
    import { expect, it } from '@jest/globals';
    interface Removed {
      readonly by: 'the compiler';
    }
    it('is told where', () => {
      expect(1 as number).toBe(2);
    });`,
  'hanging.spec.ts': `
    import { it, jest } from '@jest/globals';
    jest.setTimeout(50);
    it('is given up on', () => new Promise(() => undefined));`,
  'rejecting.spec.ts': `
    import { it } from '@jest/globals';
    it('is not overlooked', async () => {
      void Promise.reject(new Error('that nobody caught'));
      await new Promise((resolve) => setTimeout(resolve, 20));
    });`,
  'unloadable.spec.ts': `import './no-such-module.js';`,
  'table.ts': `export const table = { limits: new Map([['kept', [1]]]), others: [1] };`,
  'tables.ts': `export * from './table.js';`,
  'spoiling.spec.ts': `
    import { it } from '@jest/globals';
    import { table } from './tables.js';
    it('changes data that a module exports', () => {
      table.limits.get('kept')?.push(2);
    });`,
  'leaking.spec.ts': `
    import { it, jest } from '@jest/globals';
    import { table } from './tables.js';
    it('leaves a mock, a replaced property and a variable behind', () => {
      jest.spyOn(Math, 'random').mockReturnValue(7);
      jest.replaceProperty(table, 'others', [7]);
      process.env['LEFT_BEHIND'] = 'yes';
    });`,
  'unspoilt.spec.ts': `
    import { expect, it } from '@jest/globals';
    it('finds nothing of the suite before, and more time than the one that hung', async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(process.env['LEFT_BEHIND']).toBeUndefined();
      expect(Math.random()).toBeLessThan(1);
    });`,
};

let rootDir;
let exitCode;
let results;

beforeAll(async () => {
  rootDir = await mkdtemp(join(tmpdir(), 'tidings-jest-'));
  const write = ([name, text]) => writeFile(join(rootDir, name), text);
  await Promise.all(Object.entries({ ...suites, 'package.json': '{"type":"module"}' }).map(write));
  const config = {
    rootDir,
    testRunner: beside('run-natively.mjs'),
    testSequencer: beside('spread-long-suites.mjs'),
    testMatch: ['**/*.spec.ts'],
    transform: {},
  };
  const reportFile = join(rootDir, 'report.json');
  const args = ['--config', JSON.stringify(config), '--runInBand', '--json', '--outputFile', reportFile];
  exitCode = await promisify(execFile)(process.execPath, [jestBin, ...args]).then(
    () => 0,
    ({ code }) => code,
  );
  const { default: report } = await import(reportFile, { with: { type: 'json' } });
  results = new Map(report.testResults.map((result) => [result.name.split(/[/\\]/).at(-1), result]));
});
afterAll(() => rm(rootDir, { recursive: true }));

const messageOf = (name) => results.get(name).message;

describe('a suite that runs natively', () => {
  it.each([
    ['failing.spec.ts', /Expected: 2\s+Received: 1/],
    ['failing.spec.ts', /failing\.spec\.ts:7:/],
    ['hanging.spec.ts', /Exceeded timeout of 50 ms/],
    ['rejecting.spec.ts', /that nobody caught/],
    ['spoiling.spec.ts', /leaves data changed that .*table\.ts exports/],
    ['unloadable.spec.ts', /Cannot find module .*no-such-module/],
  ])('%s fails, and says %s', (name, message) => {
    expect(results.get(name).status).toBe('failed');
    expect(messageOf(name)).toMatch(message);
  });

  it('fails the run', () => {
    expect(exitCode).toBe(1);
  });

  it.each(['leaking.spec.ts', 'unspoilt.spec.ts'])('%s passes beside them', (name) => {
    expect(messageOf(name)).toBe('');
    expect(results.get(name).status).toBe('passed');
  });
});
