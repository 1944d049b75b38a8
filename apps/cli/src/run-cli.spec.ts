import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runCli } from './run-cli.js';

interface Outcome {
  readonly exitCode: number;
  readonly printed: string;
  readonly remarked: string;
}

async function run(args: readonly string[], stdin: unknown = ''): Promise<Outcome> {
  const out = { printed: '', remarked: '' };
  const body = typeof stdin === 'string' ? stdin : JSON.stringify(stdin);
  const exitCode = await runCli(args, {
    readStdin: () => Promise.resolve(Buffer.from(body)),
    print: (text) => (out.printed += text),
    remark: (text) => (out.remarked += text),
    now: () => '2026-11-22T12:00:00.000Z',
  });
  return { exitCode, ...out };
}

const AT = '2026-11-20T10:00:00Z';
const PARCEL = { carrier: 'UPS', trackingNumber: '1Z12345E0205271688' };

describe('tidings journey', () => {
  const journey = ['journey', '--source', 'generic'];

  it('prints one element for each parcel, with its headline', async () => {
    const { exitCode, printed } = await run(journey, {
      parcel: PARCEL,
      events: [
        { type: 'delivery_attempted', reason: 'no_access', at: '2026-11-20T12:00:00Z' },
        { type: 'out_for_delivery', at: AT },
      ],
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(printed)).toEqual([
      {
        carrier: 'ups',
        trackingNumber: '1Z12345E0205271688',
        milestone: 'delivery_attempted',
        reason: 'no_access',
        actor: 'recipient',
        openExceptions: [
          {
            reason: 'no_access',
            actor: 'recipient',
            etaEffect: 'delay',
            since: '2026-11-20T12:00:00.000Z',
            reports: 1,
          },
        ],
        events: [
          expect.objectContaining({ milestone: 'out_for_delivery' }),
          expect.objectContaining({ kind: 'exception_opened' }),
        ],
      },
    ]);
  });

  it.each([
    {
      why: 'an end needs no reason',
      events: [{ type: 'returned', at: AT }],
      expected: { milestone: 'returned', reason: null, actor: 'nobody' },
    },
    {
      why: 'what somebody can act on outranks what only the carrier can',
      events: [
        { type: 'exception', reason: 'address_incorrect', at: '2026-11-20T08:00:00Z' },
        { type: 'exception', reason: 'weather', at: '2026-11-20T09:00:00Z' },
      ],
      expected: { milestone: null, reason: 'address_incorrect', actor: 'recipient' },
    },
    {
      why: 'a milestone may ask for something',
      events: [{ type: 'available_for_pickup', at: AT }],
      expected: { milestone: 'available_for_pickup', reason: 'pickup_ready', actor: 'recipient' },
    },
    {
      why: 'a milestone may ask for nothing',
      events: [{ type: 'in_transit', at: AT }],
      expected: { milestone: 'in_transit', reason: null, actor: 'nobody' },
    },
  ])('$why', async ({ events, expected }) => {
    const { printed } = await run(journey, { parcel: PARCEL, events });
    expect(JSON.parse(printed)).toEqual([expect.objectContaining(expected)]);
  });

  it('prints why there is nothing to tell, and that is no failure', async () => {
    const notFound = { carrier: 'ups', tracking_number: 'X1', tracking_status: null, tracking_history: [] };
    const answers = [await run(['journey', '--source', 'shippo'], notFound), await run(journey, 'not JSON')];
    expect(answers.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(answers.map(({ printed }) => JSON.parse(printed) as unknown)).toEqual([
      { error: expect.objectContaining({ code: 'not_found' }) },
      { error: expect.objectContaining({ code: 'invalid' }) },
    ]);
  });

  it('tells people, not programs, of the codes without a row', async () => {
    const { printed, remarked } = await run(['journey', '--source', 'easypost'], {
      object: 'Tracker',
      tracking_code: 'X1',
      carrier: 'UPS',
      status: 'teleported',
      tracking_details: [{ status: 'teleported', datetime: AT, message: 'Gone' }],
    });
    expect(JSON.parse(printed)).toHaveLength(1);
    expect(remarked).toContain('teleported');
  });
});

describe('tidings', () => {
  it.each([[['journey']], [['journey', '--source', 'pigeon']], [['fly']], [[]]])(
    '%j is called wrongly',
    async (args) => {
      const { exitCode, printed, remarked } = await run(args);
      expect(exitCode).toBe(2);
      expect(printed).toBe('');
      expect(remarked).toContain('Usage:');
    },
  );

  it('helps', async () => {
    const { exitCode, printed } = await run(['--help']);
    expect(exitCode).toBe(0);
    expect(printed).toContain('journey');
  });
});

describe('tidings number', () => {
  it('prints what a number, or the numbers in a sentence, may be', async () => {
    const sentence = await run(['number', 'my parcel 1Z 999 AA1 01 2345 6784 is late']);
    const alone = await run(['number', '00000000000000']);
    expect(JSON.parse(sentence.printed)).toEqual([
      expect.objectContaining({
        number: '1Z999AA10123456784',
        candidates: [expect.objectContaining({ carrier: 'ups', isChecked: true })],
      }),
    ]);
    expect(JSON.parse(alone.printed)).toEqual([
      expect.objectContaining({
        candidates: [
          expect.objectContaining({ carrier: 'dhl_ecommerce', isChecked: false }),
          expect.objectContaining({ carrier: 'dpd', isChecked: false }),
        ],
      }),
    ]);
    expect((await run(['number', 'nothing here'])).printed).toBe('[]\n');
  });
});

describe('tidings coverage', () => {
  it("compares a source's tables with a list of the source's own", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tidings-coverage-'));
    try {
      await writeFile(path.join(folder, 'status.tsv'), 'code\ttext\n3\tready\n21\tout\n987\tnew\n');
      const { exitCode, printed } = await run(['coverage', '--source', 'ups', '--codes', folder]);
      expect(exitCode).toBe(0);
      expect(printed).toMatch(/status\.tsv +UPS statusCode +3 +2 +66\.7 % +987/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('counts the rows of every source', async () => {
    const { printed } = await run(['coverage']);
    expect(printed).toMatch(/usps +USPS eventCode +\d+/);
  });
});

describe('tidings conformance', () => {
  it('prints how our own fixtures are read', async () => {
    const { exitCode, printed } = await run(['conformance']);
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/many +usps .* ok\n/);
  });

  it('prints a table and fails when a sample is read otherwise', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tidings-conformance-'));
    try {
      const payload = { parcel: PARCEL, events: [{ type: 'delivered', at: AT }] };
      const sample = {
        file: 'a.json',
        source: 'generic',
        expected: { milestone: 'delivered', reason: null, actor: 'nobody' },
      };
      await writeFile(path.join(folder, 'a.json'), JSON.stringify(payload));
      const write = (samples: unknown): Promise<void> =>
        writeFile(path.join(folder, 'index.json'), JSON.stringify(samples));

      await write([sample, { ...sample, source: 'pigeon (post)' }]);
      const good = await run(['conformance', '--payloads', folder]);
      await write([sample, { ...sample, expected: { milestone: 'lost', reason: null, actor: 'nobody' } }]);
      const bad = await run(['conformance', '--payloads', folder]);

      expect(good.exitCode).toBe(0);
      expect(good.printed).toContain('1 as expected, 0 not, 1 without a source here');
      expect(bad.exitCode).toBe(1);
      expect(bad.printed).toContain('1 as expected, 1 not, 0 without a source here');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says which file it cannot read', async () => {
    const { exitCode, remarked } = await run(['conformance', '--payloads', '/nowhere']);
    expect(exitCode).toBe(1);
    expect(remarked).toContain('/nowhere/index.json');
  });
});

describe('tidings intent', () => {
  const lines = [
    { text: 'Where is my order?', wismo: true },
    { text: 'Please send me an invoice.', wismo: false },
    { text: 'Where is my order? Else I want a refund.', label: 'abstain' },
    { text: 'Where is my parcel?', label: 'something of another labelling' },
  ];
  const ndjson = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

  it('prints what each line asks, and to people how well it was read', async () => {
    const { exitCode, printed, remarked } = await run(['intent'], ndjson(lines));
    expect(exitCode).toBe(0);
    const labels = printed
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { label: string }).label);
    expect(labels).toEqual(['where_is_my_order', 'other', 'abstain', 'where_is_my_order']);
    expect(remarked).toMatch(/where_is_my_order +1 +1 +1 +100.0 % +100.0 %/);
  });

  it('says which line it cannot read', async () => {
    const { exitCode, remarked } = await run(['intent'], `${ndjson(lines)}\n{"no": "text"}`);
    expect(exitCode).toBe(1);
    expect(remarked).toContain('line 5');
  });
});
