import { describe, expect, it } from '@jest/globals';
import { conversationRootOf, messageIdOf } from './message-id.js';

describe('Message-IDs', () => {
  it('are the key, made safe', () => {
    expect(messageIdOf('0193-a:order:delivered:1', 'orders@Northwind.example')).toBe(
      '<0193-a/order/delivered/1@northwind.example>',
    );
  });

  it('stay different where keys are different', () => {
    const keys = [
      'a:b',
      'a/b',
      'a=3Ab',
      'a.b',
      'a b',
      'a\r\nb',
      'ab',
      'ä:b',
      'A:b',
      `${'x'.repeat(300)}1`,
      `${'x'.repeat(300)}2`,
    ];
    const ids = keys.map((key) => messageIdOf(key, 'o@x.example'));
    expect(new Set(ids).size).toBe(keys.length);
    for (const id of ids) expect(id).toMatch(/^<[A-Za-z0-9=/_-]{1,200}@x\.example>$/);
  });

  it('never are the root of a conversation', () => {
    expect(conversationRootOf('a', 'o@x.example')).toBe('<conversation/a@x.example>');
    expect(messageIdOf('conversation/a', 'o@x.example')).not.toBe(conversationRootOf('a', 'o@x.example'));
  });
});
