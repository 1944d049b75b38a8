import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findUnreachable } from './find-unreachable.js';
import { FIRST_POLICY } from './first-policy.js';
import { PolicyError, parsePolicy } from './policy.js';
import { policyJsonSchema, readPolicy } from './policy-document.js';

const courtesy = {
  id: 'still-coming',
  condition: 'noise',
  scope: 'exception',
  when: { reason: { equals: 'weather' } },
  then: { outcome: 'send', messageClass: 'courtesy', waitHours: 12 },
} as const;

const onTop = { base: 'shipped', version: 'mine-1' };

describe('a policy on top of the shipped one', () => {
  it('puts its own rules first, takes the place of those it names, and leaves out what it does not want', () => {
    const silence = FIRST_POLICY.rules.find(({ id }) => id === 'silence');
    const louder = { ...silence, then: { outcome: 'send', messageClass: 'essential' } };
    const policy = readPolicy({
      ...onTop,
      quietHours: { from: '21:00', to: '08:00' },
      without: ['number-replaced'],
      rules: [courtesy, louder],
    });
    expect(policy.rules[0]?.id).toBe('still-coming');
    expect(policy.rules).toHaveLength(FIRST_POLICY.rules.length);
    expect(policy.rules.find(({ id }) => id === 'silence')?.then.messageClass).toBe('essential');
    expect(policy.rules.map(({ id }) => id)).not.toContain('number-replaced');
    expect(policy).toMatchObject({ version: 'mine-1', statedStepDays: 1, quietHours: { from: '21:00' } });
  });

  it.each([
    [
      { rules: [{ ...courtesy, then: { ...courtesy.then, outcome: 'shout' } }] },
      "rule 'still-coming', then.outcome",
    ],
    [{ quietHours: { from: '21:00', to: '21:00' } }, 'quietHours.to'],
    [{ quietHours: { from: '9pm', to: '08:00' } }, 'quietHours.from'],
    [{ budget: { messages: 0, perHours: 24 } }, 'budget.messages'],
    [{ rulez: [] }, 'cannot be used: rulez: '],
    [{ rules: 'all' }, 'cannot be used: rules: '],
    [{ rules: [7] }, 'cannot be used: rules[0]: '],
    [{ without: ['silence', 'number-replacd'] }, 'without.1: no shipped rule has this id'],
    [{ without: 'silence' }, 'cannot be used: without: '],
    [{ base: 'none' }, 'cannot be used: base: '],
    [
      { rules: [{ ...courtesy, then: { ...courtesy.then, messageClass: 'essential' } }] },
      "rule 'still-coming', then.waitHours",
    ],
    [{ rules: [{ ...courtesy, then: { outcome: 'wait' } }] }, "rule 'still-coming', then.because"],
  ])('names rule and field of %j', (wrong, field) => {
    expect(() => readPolicy({ ...onTop, ...wrong })).toThrow(PolicyError);
    expect(() => readPolicy({ ...onTop, ...wrong })).toThrow(field);
  });
});

describe('findUnreachable', () => {
  const rule = (id: string, when: object, condition = 'exception'): object => ({
    id,
    condition,
    scope: 'parcel',
    when,
    then: { outcome: 'send', messageClass: 'informative' },
  });
  const unreachable = (...rules: readonly object[]): unknown =>
    findUnreachable(parsePolicy({ version: 'x', statedStepDays: 1, rules }));

  it('finds none in the shipped policy', () => {
    expect(findUnreachable(parsePolicy(FIRST_POLICY))).toEqual([]);
  });

  it('names the rule that hides another, by lists, by numbers and by asking less', () => {
    const wide = rule('wide', { milestone: { oneOf: ['in_transit', 'picked_up'] } });
    expect(unreachable(wide, rule('narrow', { milestone: { equals: 'picked_up' } }))).toEqual([
      { ruleId: 'narrow', hiddenBy: 'wide' },
    ]);
    const late = rule('late', { silenceRatio: { atLeast: 2 } });
    expect(unreachable(late, rule('later', { silenceRatio: { atLeast: 3, below: 9 } }))).toEqual([
      { ruleId: 'later', hiddenBy: 'late' },
    ]);
    expect(unreachable(late, rule('sooner', { silenceRatio: { atLeast: 1 } }))).toEqual([]);
    expect(unreachable(rule('any', {}), late)).toEqual([{ ruleId: 'late', hiddenBy: 'any' }]);
    expect(unreachable(rule('any', {}, 'silence'), late)).toEqual([]);
  });

  it('finds what no number can be', () => {
    expect(unreachable(rule('never', { silenceRatio: { atLeast: 3, below: 2 } }))).toEqual([
      { ruleId: 'never', hiddenBy: null },
    ]);
  });
});

it('the schema for editors is the committed one (npm run generate)', () => {
  const file = new URL('../../../../brands/policy.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
});
