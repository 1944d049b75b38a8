import { easypost, shippo, aftership, seventeenTrack, shipengine } from './sample-aggregators.js';
import { ups, fedex, usps, dhl, dhlExpress, dhlParcelDe, dhlEcommerce, generic } from './sample-carriers.js';
import { SAMPLE_CODES } from './sample-codes.js';
import { type Step, stepsOf } from './sample-steps.js';

/** One parcel's way, told by every source in its own format: what a normalising bench reads over and over. */
export interface Sample {
  readonly source: string;
  readonly payload: unknown;
}

/** @param seed of the numbers: the same seed gives the same bytes */
export function makeSamples(seed: number): readonly Sample[] {
  const number = `1Z12345E${String(200_000_000 + seed)}`;
  const steps = stepsOf(seed);
  const newestFirst = steps.toReversed();
  const codesOf = (source: keyof typeof SAMPLE_CODES): Map<Step, readonly string[]> =>
    new Map(steps.map((step, index) => [step, (SAMPLE_CODES[source][index] ?? '').split('/')]));
  return [
    { source: 'easypost', payload: easypost(number, steps, codesOf('easypost')) },
    { source: 'shippo', payload: shippo(number, steps, codesOf('shippo')) },
    { source: 'aftership', payload: aftership(number, steps, codesOf('aftership')) },
    { source: '17track', payload: seventeenTrack(number, newestFirst, codesOf('17track')) },
    { source: 'shipengine', payload: shipengine(number, newestFirst, codesOf('shipengine')) },
    { source: 'ups', payload: ups(number, newestFirst, codesOf('ups')) },
    { source: 'fedex', payload: fedex(number, newestFirst, codesOf('fedex')) },
    { source: 'usps', payload: usps(number, newestFirst, codesOf('usps')) },
    { source: 'dhl', payload: dhl(number, newestFirst, codesOf('dhl')) },
    { source: 'dhl_express', payload: dhlExpress(number, steps, codesOf('dhl_express')) },
    { source: 'dhl_parcel_de', payload: dhlParcelDe(number, steps, codesOf('dhl_parcel_de')) },
    { source: 'dhl_ecommerce', payload: dhlEcommerce(number, newestFirst, codesOf('dhl_ecommerce')) },
    { source: 'generic', payload: generic(number, steps, codesOf('generic')) },
  ];
}
