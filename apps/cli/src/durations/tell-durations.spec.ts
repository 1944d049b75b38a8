import { describe, expect, it } from '@jest/globals';
import { tellDurations } from './tell-durations.js';

const wide = { coverage80: 0.5, coverage95: 0.75, width80Hours: 24, width95Hours: 48 };
const narrow = { coverage80: 0.9, coverage95: 1, width80Hours: 12, width95Hours: 30 };

describe('tellDurations', () => {
  it('tells legs in the order of the way, weighs lanes by their outcomes, and the most travelled first', () => {
    const told = tellDurations([
      { leg: 'last_mile', lane: 'unknown', outcomes: 3, ...narrow },
      { leg: 'label', lane: 'US-CA', outcomes: 1, ...wide },
      { leg: 'label', lane: 'DE-', outcomes: 3, ...narrow },
    ]);
    expect(told.split('\n')).toEqual([
      'leg        lane     outcomes  in 80 %  in 95 %  width 80  width 95',
      '---------  -------  --------  -------  -------  --------  --------',
      'label      (all)    4         80.0 %   93.8 %   0.6 d     1.4 d',
      'label      DE       3         90.0 %   100.0 %  0.5 d     1.3 d',
      'label      US-CA    1         50.0 %   75.0 %   1.0 d     2.0 d',
      'last_mile  unknown  3         90.0 %   100.0 %  0.5 d     1.3 d',
      '',
    ]);
  });
});
