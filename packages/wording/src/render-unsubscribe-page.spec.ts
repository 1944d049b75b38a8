import { describe, expect, it } from '@jest/globals';
import { renderUnsubscribePage } from './render-unsubscribe-page.js';

const reader = { locale: 'en-GB', brandName: 'Hearth & Pine' };

describe('the page that stops news', () => {
  it('asks first, then says what it did and what it did not', () => {
    expect(renderUnsubscribePage('ask', reader)).toMatchObject({
      language: 'en-GB',
      button: 'Stop the news',
    });
    const done = renderUnsubscribePage('done', reader);
    expect(done.button).toBeNull();
    expect(done.text).toContain('You will still hear when something goes wrong');
  });

  it('tells a stranger nothing, not even whose link it might have been', () => {
    expect(renderUnsubscribePage('done', null)).toEqual(renderUnsubscribePage('ask', null));
    expect(renderUnsubscribePage('ask', null).text).toBe('This link is not valid any more.');
  });
});
