import { describe, expect, it } from '@jest/globals';
import { findCarrierPlugin } from '../registry.js';
import { suggestMeaning } from './suggest-meaning.js';

describe('what an unknown code may mean', () => {
  it.each([
    ['usps', 'ZZ', 'Notice left (no recipient)', /delivery_attempted recipient_unavailable.*known phrase/],
    ['easypost', 'teleported/departed_facility', 'Beamed', /in_transit.*departed_facility is in the table/],
    [
      'fedex',
      'ZZ/999',
      'Customer not available, or the business is closed',
      /recipient_unavailable.*is like/,
    ],
    ['fedex', 'ZZ', 'Beamed up', /^nothing$/],
    ['fedex', 'constructor', '', /^nothing$/],
  ])('%s %s "%s": %p', (...[source, code, text, expected]) => {
    const plugin = findCarrierPlugin(source);
    if (plugin === undefined) throw new Error(source);
    expect(suggestMeaning(plugin, { code, text }) ?? 'nothing').toMatch(expected);
  });
});
