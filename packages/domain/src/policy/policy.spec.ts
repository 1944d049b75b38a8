import { describe, expect, it } from '@jest/globals';
import { compilePolicy } from './compile-policy.js';
import { CONDITIONS } from './decision.js';
import { FIRST_POLICY } from './first-policy.js';
import { OrderDesk, brief, delivered, problem, scan, solved } from './order-desk.spec-support.js';
import { PolicyError, parsePolicy } from './policy.js';
import type { PolicyDocument, RuleDocument } from './policy.js';

const rule: RuleDocument = {
  id: 'only',
  condition: 'delivered',
  scope: 'arrival',
  when: { arrival: { equals: 'delivered' } },
  then: { outcome: 'send', messageClass: 'essential' },
};

function documentOf(...rules: readonly object[]): unknown {
  return { version: 'test', statedStepDays: 1, rules };
}

function problemsOf(document: unknown): readonly string[] {
  try {
    parsePolicy(document);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  return [];
}

describe('a policy', () => {
  it('is shipped, and speaks of every condition', () => {
    const policy = parsePolicy(structuredClone(FIRST_POLICY));
    expect(new Set(policy.rules.map(({ condition }) => condition))).toEqual(new Set(CONDITIONS));
  });

  it('is data: it survives being written down', () => {
    const { policy } = compilePolicy(parsePolicy(JSON.parse(JSON.stringify(FIRST_POLICY))));
    expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });

  it.each([
    ['an unknown fact', { when: { colour: { is: true } } }, "rule 'only', when.colour"],
    [
      'a value outside the list',
      { when: { arrival: { equals: 'arrived' } } },
      "rule 'only', when.arrival.equals",
    ],
    ['a matcher of another type', { when: { arrival: { atLeast: 3 } } }, "rule 'only', when.arrival.atLeast"],
    ['a matcher without a question', { when: { parcelCount: {} } }, "rule 'only', when.parcelCount"],
    ['a fact of another scope', { when: { reason: { equals: 'lost' } } }, "rule 'only', when.reason"],
    ['an unknown condition', { condition: 'shipped' }, "rule 'only', condition"],
    ['nothing to send', { then: { outcome: 'send' } }, "rule 'only', then.messageClass"],
    ['no reason to suppress', { then: { outcome: 'suppress' } }, "rule 'only', then.because"],
    ['a case without options', { then: { outcome: 'open_case' } }, "rule 'only', then.case"],
    ['a misspelt field', { then: { ...rule.then, urgent: true } }, "rule 'only', then.urgent"],
    ['no id', { id: 7 }, 'rules[0], id'],
  ])('names rule and field of %s', (_, wrong, field) => {
    expect(problemsOf(documentOf({ ...rule, ...wrong })).join('; ')).toContain(field);
  });

  it('names every problem at once, and a rule that stands twice', () => {
    expect(problemsOf(documentOf(rule, rule))).toEqual(["rule 'only', id: is used twice"]);
    expect(problemsOf({ version: '', statedStepDays: 0, rules: [] })).toHaveLength(3);
    expect(problemsOf(null)).toHaveLength(1);
  });
});

describe('a rule', () => {
  function deskWith(...rules: readonly RuleDocument[]): OrderDesk {
    const document: PolicyDocument = { version: 'test', statedStepDays: 1, rules: [...rules] };
    return new OrderDesk({ policy: compilePolicy(parsePolicy(document)) });
  }

  it('wins over those after it', () => {
    const quiet: RuleDocument = { ...rule, id: 'quiet', then: { outcome: 'suppress', because: 'by_wish' } };
    expect(
      brief(
        deskWith(quiet, rule)
          .hear([delivered(10)])
          .look(11),
      ),
    ).toEqual(['suppress delivered by_wish']);
    expect(
      brief(
        deskWith(rule, quiet)
          .hear([delivered(10)])
          .look(11),
      ),
    ).toEqual(['send delivered']);
  });

  it('matches only where all of its facts do', () => {
    const often: RuleDocument = {
      ...rule,
      id: 'often',
      condition: 'exception',
      scope: 'exception',
      when: { reason: { oneOf: ['no_access', 'receptacle_full'] }, occurrence: { atLeast: 2, below: 3 } },
    };
    const noAccess = { reason: 'no_access', actor: 'recipient' } as const;
    const desk = deskWith(often).hear([scan(10), problem(20, noAccess)]);
    expect(brief(desk.look(21))).toEqual([]);
    desk.hear([solved(22, noAccess), problem(23, noAccess)]);
    expect(brief(desk.look(24))).toEqual(['send exception']);
    expect(
      brief(
        deskWith(often)
          .hear([scan(10), problem(20, { reason: 'refused' })])
          .look(21),
      ),
    ).toEqual([]);
  });

  it('says nothing where it does not match, and nothing is decided', () => {
    const desk = deskWith(rule).hear([scan(10)]);
    expect(desk.look(11)).toEqual([]);
    expect(desk.ledger).toEqual([]);
  });
});
