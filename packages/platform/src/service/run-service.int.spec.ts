import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Its own modules, since the whole of the package takes a while to load. */
const built = (module: string) => JSON.stringify(new URL(`../../dist/${module}`, import.meta.url).href);

/** Runs `runService` of the built package in a process of its own; `start` is the source of its second argument. */
function run(start: string) {
  const code = `
    const { runService } = await import(${built('service/run-service.js')});
    const { createLogger } = await import(${built('logging/create-logger.js')});
    const { ConfigError } = await import(${built('config/read-config.js')});
    await runService(createLogger({ service: 'spec' }), ${start});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  const messages: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => messages.push((JSON.parse(line) as { msg: string }).msg));
  return { child, messages, up: once(lines, 'line'), exited: once(child, 'close') };
}

const service = (close: string, fatal = 'new Promise(() => setInterval(() => undefined, 1e6))') =>
  `async () => ({ url: 'http://here', fatal: ${fatal}, close: ${close} })`;

describe('runService', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('closes the service at %s, and ends well', async (signal) => {
    const { child, messages, up, exited } = run(service(`async () => console.log('{"msg":"closed"}')`));
    await up;
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(messages).toEqual(['the service is up', 'closed', 'the service is down']);
  });

  it('ends at once at a second signal', async () => {
    const { child, up, exited } = run(service(`() => new Promise(() => console.log('{"msg":"closing"}'))`));
    await up;
    const closing = once(child.stdout, 'data');
    child.kill('SIGTERM');
    await closing;
    child.kill('SIGTERM');
    expect(await exited).toEqual([null, 'SIGTERM']);
  });

  it('closes a service that cannot go on, and ends badly', async () => {
    const { messages, exited } = run(
      service('async () => undefined', `Promise.resolve(new Error('consumer gone'))`),
    );
    expect(await exited).toEqual([1, null]);
    expect(messages).toEqual(['the service is up', 'the service cannot go on', 'the service is down']);
  });

  it.each([
    [`async () => { throw new ConfigError('PORT: is not set'); }`, 'PORT: is not set'],
    [`async () => { throw new Error('no bus'); }`, 'the process ends'],
    [
      service('async () => { throw new Error("stuck"); }', `Promise.resolve(new Error('x'))`),
      'the process ends',
    ],
    [
      service(
        'async () => undefined',
        `(setTimeout(() => { throw new Error('x'); }), new Promise(() => undefined))`,
      ),
      'the process ends',
    ],
    [
      service(
        'async () => undefined',
        `(setTimeout(() => Promise.reject(new Error('x'))), new Promise(() => undefined))`,
      ),
      'the process ends',
    ],
  ])('ends badly, and says why: %s', async (start, message) => {
    const { messages, exited } = run(start);
    expect(await exited).toEqual([1, null]);
    expect(messages.at(-1)).toBe(message);
  });
});
