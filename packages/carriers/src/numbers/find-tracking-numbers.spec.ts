import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findTrackingNumbers, proposeCarriers } from './find-tracking-numbers.js';
import { NUMBER_FORMATS } from './formats.js';

/** One number of each carrier, made up; `?` stands for its check digit. */
const SHAPES: readonly (readonly [format: string, shape: string])[] = [
  ['UPS 1Z', '1ZA#B#C########A#?'],
  ['FedEx Express (12)', '###########?'],
  ['FedEx Ground (15)', '##############?'],
  ['FedEx Ground (SSCC-18)', '#################?'],
  ['FedEx SmartPost (20)', '61#################?'],
  ['FedEx SmartPost (22)', '92###################?'],
  ['FedEx Ground 96 (22)', '96###################?'],
  ['FedEx barcode (34)', '9622#############################?'],
  ['USPS IMpb', '94###################?'],
  ['USPS IMpb', '92#######################?'],
  ['USPS IMpb', '4209720194###################?'],
  ['USPS IMpb', '420972011234' + '94###################?'],
  ['USPS (20)', '70#################?'],
  ['S10', 'RA########?GB'],
  ['DHL Express', '#########?'],
  ['DHL Express', '##########?'],
  ['DHL Parcel DE (SSCC)', '0034###############?'],
  ['Identcode', '###########?'],
  ['OnTrac', 'C#############?'],
  ['OnTrac', 'D#############?'],
  ['Canada Post (16)', '###############?'],
  ['Purolator (12)', '3##########?'],
  ['DPD (28)', '###########################?'],
];

const numbers = fc
  .tuple(fc.constantFrom(...SHAPES), fc.array(fc.nat(9), { minLength: 40, maxLength: 40 }))
  .map(([[format, shape], digits]) => fill(format, shape, digits));

describe('proposing carriers', () => {
  it.each([
    ['1Z 999 AA1 01 2345 6784', 'ups', '1Z999AA10123456784'],
    ['9622 0019 0000 0000 0000 0077 6632 5175 10', 'fedex', '776632517510'],
    ['9611020987654312345672', 'fedex', '987654312345672'],
    ['420 97201 9400 1112 0108 0805 4830 16', 'usps', '9400111201080805483016'],
    ['RB123456785GB', 'royal_mail', 'RB123456785GB'],
    ['tba000000000000', 'amazon', 'TBA000000000000'],
    ['LX17635036', 'lasership', 'LX17635036'],
    ['6A12345678901', 'colissimo', '6A12345678901'],
    ['ZAB12CD3', 'gls', 'ZAB12CD3'],
  ])('%s may be %s', (text, carrier, number) => {
    expect(proposeCarriers(text).map((each) => [each.carrier, each.number])).toContainEqual([
      carrier,
      number,
    ]);
  });

  it('proposes every carrier of a shape that several have, the checked ones first', () => {
    const proposed = proposeCarriers('00000000000000');
    expect(proposed.map(({ carrier }) => carrier)).toEqual(['dhl_ecommerce', 'dpd']);
    const checked = proposeCarriers('320595463938').map(({ isChecked }) => isChecked);
    expect(checked).toEqual(checked.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('knows the number that it was made for', () => {
    fc.assert(
      fc.property(numbers, ({ format, number }) => {
        expect(proposeCarriers(number)).toContainEqual(expect.objectContaining({ format, isChecked: true }));
      }),
      { numRuns: 500 },
    );
  });

  it('knows it no longer with another check digit', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), ({ format, number, at }, add) => {
        const wrong = replaced(number, at, add);
        const formats = proposeCarriers(wrong).map((each) => each.format);
        // Its check digit is reckoned with or without a prefix, so that two of ten are right.
        if (format === 'USPS (20)') return;
        expect(formats).not.toContain(format);
      }),
      { numRuns: 500 },
    );
  });

  it('notices any one wrong digit of those that are checked by GS1', () => {
    const gs1 = numbers.filter(({ format }) => /Canada|Ground \(15\)|SSCC/.test(format));
    fc.assert(
      fc.property(gs1, fc.nat(13), fc.integer({ min: 1, max: 9 }), ({ format, number }, back, add) => {
        const wrong = replaced(number, number.length - 1 - back, add);
        expect(proposeCarriers(wrong).map((each) => each.format)).not.toContain(format);
      }),
      { numRuns: 500 },
    );
  });

  it('names the source of every shape', () => {
    expect(NUMBER_FORMATS.filter(({ basis }) => basis.length < 8)).toEqual([]);
  });

  it('answers anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        proposeCarriers(text);
        findTrackingNumbers(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('numbers in a text', () => {
  it('finds what stands in it, the longest wherever several begin', () => {
    const text =
      'Hi, order #10023 of 2026-11-20: 1Z 999 AA1 01 2345 6784 and 420 97201 9400 1112 0108 0805 4830 16. ' +
      'Call me at 555 010 0199, my zip is 97201!';
    expect(findTrackingNumbers(text).map(({ text: said, number }) => [said, number])).toEqual([
      ['1Z 999 AA1 01 2345 6784', '1Z999AA10123456784'],
      ['420 97201 9400 1112 0108 0805 4830 16', '420972019400111201080805483016'],
    ]);
  });

  it('says where it begins', () => {
    const text = 'where is 1Z999AA10123456784?';
    expect(findTrackingNumbers(text).map(({ at }) => text.slice(at, at + 2))).toEqual(['1Z']);
  });

  it.each([
    ['', 'nothing'],
    ['Where is my order 100234?', 'a short number'],
    ['My number is (555) 010-0100', 'a telephone number that passes no check'],
    ['12345678901234', 'digits without a check digit'],
    ['the year 2026 and the year 2027', 'years'],
  ])('finds nothing in %p (%s)', (text) => expect(findTrackingNumbers(text)).toEqual([]));

  it('finds every number between other words', () => {
    fc.assert(
      fc.property(numbers, ({ number }) => {
        const found = findTrackingNumbers(`Where is ${number}, please?`);
        expect(found.map((each) => each.number)).toEqual([number]);
      }),
      { numRuns: 300 },
    );
  });

  it('stands a text without an end', () => {
    expect(findTrackingNumbers('1234 '.repeat(1_000_000))).toEqual(
      findTrackingNumbers('1234 '.repeat(4_000)),
    );
  });
});

/** The shape with its digits, and the check character that its format accepts. */
function fill(format: string, shape: string, digits: readonly number[]) {
  let used = 0;
  const body = shape.replaceAll('#', () => String(digits[(used += 1) % digits.length]));
  const at = body.indexOf('?');
  for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    const number = body.replace('?', character);
    if (proposeCarriers(number).some((each) => each.format === format)) return { format, number, at };
  }
  throw new Error(`no check digit for ${format}: ${body}`);
}

/** With another digit there. */
function replaced(number: string, at: number, add: number): string {
  const digit = Number(number.charAt(at));
  const other = Number.isNaN(digit) ? String(add) : String((digit + add) % 10);
  return number.slice(0, at) + other + number.slice(at + 1);
}
