import { describe, expect, it } from '@jest/globals';
import { carrierPhrases } from '../phrases.js';

describe('the known phrases', () => {
  it('are each of one carrier: what two say alike would be read as the last one means it', () => {
    const phrases = carrierPhrases.flatMap((own) => Object.keys(own));
    expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
  });

  it('are in lower case, as texts are looked up', () => {
    const phrases = carrierPhrases.flatMap((own) => Object.keys(own));
    expect(phrases.filter((phrase) => phrase !== phrase.toLowerCase())).toEqual([]);
  });
});
