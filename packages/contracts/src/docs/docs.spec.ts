import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventCatalogue, rpcCatalogue } from '../catalogue.js';
import { describeAsyncApi } from './describe-asyncapi.js';
import { withEventTable } from './render-event-table.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Every `$ref` of a document. */
function refsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === '$ref' ? [String(value)] : refsOf(value)));
}

function follow(document: unknown, ref: string): unknown {
  const steps = ref.replace('#/', '').split('/');
  return steps.reduce(
    (part: unknown, step) => (part as Record<string, unknown> | undefined)?.[step],
    document,
  );
}

describe('the documents made from the catalogue (npm run generate)', () => {
  it('have the committed AsyncAPI document up to date', () => {
    expect(JSON.parse(read('../../asyncapi.json'))).toEqual(JSON.parse(JSON.stringify(describeAsyncApi())));
  });

  it("have the README's event table up to date", () => {
    const readme = read('../../../../README.md');
    expect(withEventTable(readme)).toBe(readme);
  });

  it('describe every event and RPC, and refer to nothing that is not there', () => {
    const document = describeAsyncApi();
    const subjects = [...eventCatalogue, ...rpcCatalogue].map(({ subject }) => subject);
    expect(Object.keys(document['channels'] as object)).toEqual(expect.arrayContaining(subjects));
    const refs = refsOf(document);
    expect(refs.length).toBeGreaterThan(subjects.length);
    expect(refs.filter((ref) => follow(document, ref) === undefined)).toEqual([]);
  });

  it('refuse a README without the markers', () => {
    expect(() => withEventTable('# no markers')).toThrow('missing');
  });
});
