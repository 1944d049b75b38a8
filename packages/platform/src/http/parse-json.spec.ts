import { describe, expect, it } from '@jest/globals';
import { parseJson } from './parse-json.js';

const nested = (depth: number) => Buffer.from('['.repeat(depth) + ']'.repeat(depth));

describe('parseJson', () => {
  it('reads JSON in UTF-8', () => {
    const value = { text: 'Köln 📦 "[[["', list: [1, null, { deep: true }] };
    expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual(value);
    expect(parseJson(Buffer.from('﻿{"a":1}'))).toEqual({ a: 1 });
  });

  it.each([
    ['not JSON', Buffer.from('{"a":')],
    ['a form', Buffer.from('a=1&b=2')],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('refuses what is %s', (_what, body) => {
    expect(() => parseJson(body)).toThrow('not JSON in UTF-8');
  });

  it.each([undefined, Buffer.alloc(0)])('refuses an empty body', (body) => {
    expect(() => parseJson(body)).toThrow('the body is empty');
  });

  it('refuses what nests too deep, and counts no bracket inside of a text', () => {
    expect(parseJson(nested(64))).toBeInstanceOf(Array);
    expect(() => parseJson(nested(65))).toThrow('deeper than 64 levels');
    expect(() => parseJson(nested(1_000_000))).toThrow('deeper than 64 levels');
    const inText = JSON.stringify([`\\"${'['.repeat(100)}`, `${'{'.repeat(100)}\\`]);
    expect(parseJson(Buffer.from(inText))).toHaveLength(2);
    expect(
      parseJson(Buffer.from(JSON.stringify(Array.from({ length: 500 }, () => ({ a: [] }))))),
    ).toHaveLength(500);
  });
});
