import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { freePort } from './free-port.js';
import { makeTempFolder } from './temp-folder.js';
import { startNats } from './nats.js';

describe('startNats', () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function client(url: string): Promise<NatsConnection> {
    const connection = await connect({ servers: url, maxReconnectAttempts: -1, reconnectTimeWait: 50 });
    closers.push(() => connection.close());
    return connection;
  }

  it('serves JetStream on a port of its own', async () => {
    const [one, other] = await Promise.all([startNats(), startNats()]);
    closers.push(
      () => one.stop(),
      () => other.stop(),
    );
    expect(one.url).not.toBe(other.url);
    const answer = await (await client(one.url)).request('$JS.API.INFO');
    expect(answer.json()).toMatchObject({ type: 'io.nats.jetstream.api.v1.account_info_response' });
  });

  it('is killed and comes back with the same port and store', async () => {
    const server = await startNats();
    closers.push(() => server.stop());
    const connection = await client(server.url);
    await connection.request(
      '$JS.API.STREAM.CREATE.KEPT',
      JSON.stringify({ name: 'KEPT', subjects: ['kept'] }),
    );
    await connection.request('kept', 'a message');

    const firstPid = server.pid;
    await server.kill();
    await server.restart();

    expect(server.pid).not.toBe(firstPid);
    const again = await client(server.url);
    const info = await again.request('$JS.API.STREAM.INFO.KEPT');
    expect(info.json()).toMatchObject({ state: { messages: 1 } });
  });

  it('uses the folder and the port it is given, and leaves the folder', async () => {
    const storeDir = await makeTempFolder('tidings-nats-given-', null);
    closers.push(() => rm(storeDir, { recursive: true }));
    const port = await freePort();
    const server = await startNats({ jetstream: true, storeDir, port });
    expect(server.url).toBe(`nats://127.0.0.1:${port}`);
    await server.stop();
    expect(existsSync(storeDir)).toBe(true);
    expect(await readFile(`${storeDir}/nats-server.conf`, 'utf8')).toContain(`port: ${port}`);
  });

  it('outlives the Ctrl-C that its launcher hears, and ends with its launcher', async () => {
    const module = new URL('../dist/nats.js', import.meta.url).href;
    const code = `process.on('SIGINT', () => console.log('heard'));
      import(${JSON.stringify(module)}).then((m) => m.startNats()).then(({ url }) => console.log(url))`;
    // As a shell starts a command: in a process group of its own, which the terminal's signals are for.
    const launcher = spawn(process.execPath, ['-e', code], { detached: true });
    const pid = launcher.pid ?? 0;
    closers.push(() => Promise.resolve(launcher.kill('SIGKILL')));
    const lines = createInterface({ input: launcher.stdout })[Symbol.asyncIterator]();
    const { value: url } = await lines.next();
    const connection = await client(String(url));

    process.kill(-pid, 'SIGINT');
    expect(await lines.next()).toMatchObject({ value: 'heard' });
    await connection.request('$JS.API.INFO');

    const lost = connection.status()[Symbol.asyncIterator]().next();
    launcher.kill('SIGKILL');
    expect(await lost).toMatchObject({ value: { type: 'disconnect' } });
  });

  it('says why it could not start', async () => {
    const server = await startNats();
    closers.push(() => server.stop());
    const port = Number(new URL(server.url).port);
    await expect(startNats({ jetstream: true, port })).rejects.toThrow(/address already in use/);
  });
});
