import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runTidings } from '../spec-support/run-tidings.js';

let folder: string;
let server: Server;
let asked: { path: string; key: string | undefined; body: string }[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tidings-import-'));
  asked = [];
  // Stands for ingestion: the second line of every batch is not taken.
  server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ path: request.url ?? '', key: request.headers.authorization, body });
      if (request.url === '/v1/statements')
        return response.writeHead(body.includes('lost') ? 202 : 400).end('{}');
      const lines = body.split('\n').length;
      const fault = { line: 2, error: { code: 'invalid', message: 'no such thing', field: 'lines' } };
      const done = { lines, kept: lines - 1, duplicates: 0, refused: 1 };
      return response.end(`${JSON.stringify(fault)}\n${JSON.stringify({ done })}\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env['INGESTION_URL'] = `http://127.0.0.1:${port}`;
  process.env['TIDINGS_API_KEY'] = 'key';
});

afterEach(async () => {
  delete process.env['INGESTION_URL'];
  delete process.env['TIDINGS_API_KEY'];
  server.close();
  await rm(folder, { recursive: true });
});

async function fileOf(name: string, content: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

describe('tidings import', () => {
  it('sends orders as history, tells its progress, and names the line of the file that was not taken', async () => {
    const rows = ['A', 'A', 'B', 'C'].map((number) => `${number},2026-11-16T10:00:00Z,l1,1`);
    const file = await fileOf('orders.csv', ['number,placedAt,lineId,quantity', ...rows].join('\n'));
    const { exitCode, printed, remarked } = await runTidings('import', file);
    expect(asked.map(({ path: to, key }) => [to, key])).toEqual([
      ['/v1/orders:batch?history=true', 'Bearer key'],
    ]);
    expect(asked[0]?.body.split('\n').map((line) => (JSON.parse(line) as { number: string }).number)).toEqual(
      ['A', 'B', 'C'],
    );
    expect(remarked).toContain(`${file}:4: lines: no such thing`);
    expect(remarked).toContain('3 of 3: 2 taken');
    expect(JSON.parse(printed)).toEqual({ lines: 3, kept: 2, duplicates: 0, refused: 1 });
    expect(exitCode).toBe(1);
  });

  it('sends events line by line as they stand', async () => {
    const file = await fileOf('events.ndjson', '{"a":1}\n\n{"b":2}\n');
    const { remarked } = await runTidings('import', file, '--live');
    expect(asked[0]).toMatchObject({ path: '/v1/events:batch?history=false', body: '{"a":1}\n{"b":2}' });
    expect(remarked).toContain(`${file}:3: `);
  });

  it('says which file it cannot read', async () => {
    const { exitCode, remarked } = await runTidings('import', '/nowhere/orders.csv');
    expect([exitCode, remarked]).toEqual([1, expect.stringContaining('/nowhere/orders.csv')]);
  });
});

describe('tidings statements', () => {
  it('sends each row and names those that were not taken', async () => {
    const head = 'author,reason,carrier,trackingNumber,says';
    const file = await fileOf('said.csv', `${head}\nAda,rang,UPS,N1,lost\nAda,rang,UPS,N2,vanished\n`);
    const { exitCode, printed, remarked } = await runTidings('statements', file);
    expect(JSON.parse(printed)).toEqual({ lines: 2, kept: 1, refused: 1 });
    expect(remarked).toContain(`${file}:3: 400`);
    expect(exitCode).toBe(1);
  });
});
