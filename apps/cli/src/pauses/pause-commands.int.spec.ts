import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningNats, startNats } from '@tidings/testing';
import { runTidings as run } from '../spec-support/run-tidings.js';

let nats: RunningNats;

beforeAll(async () => {
  nats = await startNats();
  process.env['NATS_URL'] = nats.url;
});
afterAll(async () => {
  delete process.env['NATS_URL'];
  await nats.stop();
});

describe('tidings pause, resume, pauses', () => {
  it('pauses what is named, lists it, and resumes what lies inside of the scope', async () => {
    expect((await run('pauses')).remarked).toBe('nothing is paused\n');
    expect(
      await run('pause', '--brand', 'northwind', '--kind', 'silence', '--note', 'a look first'),
    ).toMatchObject({
      exitCode: 0,
      printed: 'paused: northwind, silence, all sources\n',
    });
    await run('pause', '--source', 'easypost');
    const { printed } = await run('pauses');
    expect(printed).toMatch(/^northwind, silence, all sources: by the operator since .* \(a look first\)$/m);
    expect(printed).toMatch(/^all brands, all kinds, source easypost: by the operator since /m);

    const resumed = await run('resume', '--brand', 'northwind');
    expect(resumed.printed).toMatch(/^resumed: northwind, silence/);
    expect(resumed.remarked).toMatch(/^still paused: all brands, all kinds, source easypost/);
    expect((await run('resume')).printed).toMatch(/^resumed: all brands, all kinds, source easypost/);
    expect((await run('resume')).remarked).toMatch(/^nothing is paused inside of: all brands/);
  });

  it('refuses a kind that does not exist', async () => {
    expect(await run('pause', '--kind', 'nonsense')).toMatchObject({ exitCode: 2, printed: '' });
  });
});
