import type { DecisionView } from '@tidings/contracts';
import type { ExpectedTicket } from '../stories/story.js';
import type { Account } from './gather-account.js';
import type { OurWrite } from '../zendesk/our-writes.js';
import type { ToldTicket } from './read-ticket.js';

/** What is not as the story expects; empty when all is well. */
export function checkAccount(account: Account): readonly string[] {
  return [
    ...checkMailbox(account),
    ...checkDecisions(account),
    ...checkSuppressed(account),
    ...checkCases(account),
    ...checkStatus(account),
    ...checkTickets(account),
  ];
}

function checkMailbox({ story, mails }: Account): string[] {
  const problems: string[] = [];
  const told = mails.map(({ decision }) => decision?.condition ?? 'unaccounted for').join(', ');
  const expected = story.expected.mails.join(', ');
  if (told !== expected) problems.push(`mails: expected ${expected}; the mailbox has ${told || 'none'}`);
  const strays = mails.filter(({ isInThread }) => !isInThread).length;
  if (strays > 0) problems.push(`${strays} of ${mails.length} mails stand outside of the order's thread`);
  const isRepeated = new Set(mails.map(({ messageId }) => messageId)).size !== mails.length;
  return isRepeated ? [...problems, 'a Message-ID came twice'] : problems;
}

function checkDecisions({ decisions }: Account): string[] {
  const unsaid = decisions.filter(({ speech }) => speech === 'requested' || speech === 'held');
  return [
    ...unsaid.map(({ condition }) => `${condition} was to be said and was not`),
    ...decisions.flatMap(({ condition, trace }) =>
      gapsOf(trace).map((gap) => `${condition}: its trace has no ${gap}`),
    ),
  ];
}

/** A trace says which rule of which policy saw what, and what would have had to be otherwise. */
function gapsOf({ ruleId, policyVersion, inputs, nearest }: DecisionView['trace']): string[] {
  return [
    ...(ruleId === '' || policyVersion === '' ? ['rule'] : []),
    ...(Object.keys(inputs).length === 0 ? ['inputs'] : []),
    ...(nearest === null ? ['nearest change'] : []),
  ];
}

function checkSuppressed({ story, decisions }: Account): string[] {
  const expected = (story.expected.suppressed ?? []).map(toLine).toSorted().join('; ');
  const seen = decisions
    .filter(({ outcome }) => outcome === 'suppress')
    .map(({ condition, trace }) => toLine({ condition, because: trace.because ?? '' }))
    .toSorted()
    .join('; ');
  return seen === expected
    ? []
    : [`suppressed: expected ${expected || 'nothing'}, the API lists ${seen || 'nothing'}`];
}

function checkCases({ story, decisions }: Account): string[] {
  const count = (wanted: string): number => decisions.filter(({ outcome }) => outcome === wanted).length;
  const expected = story.expected.cases ?? { opened: 0, closed: 0 };
  const [opened, closed] = [count('open_case'), count('close_case')];
  if (opened === expected.opened && closed === expected.closed) return [];
  return [
    `cases: expected ${expected.opened} opened and ${expected.closed} closed, found ${opened} and ${closed}`,
  ];
}

function checkStatus({ status }: Account): string[] {
  return status['status'] === 'delivered'
    ? []
    : [`order-status: expected delivered, found ${String(status['status'])}`];
}

function checkTickets({ story, tickets }: Account): string[] {
  const expected = story.expected.tickets ?? [];
  if (tickets.length !== expected.length)
    return [`tickets: expected ${expected.length}, the helpdesk has ${tickets.length}`];
  return tickets.flatMap((ticket, index) =>
    checkTicket(ticket, expected[index]).map((what) => `ticket #${ticket.id}: ${what}`),
  );
}

function checkTicket({ id, status, writes }: ToldTicket, expected: ExpectedTicket | undefined): string[] {
  const [write, ...more] = writes;
  if (write === undefined || expected === undefined) return ['nothing was written to it'];
  if (more.length > 0) return [`it was written to ${writes.length} times`];
  const { outcome, because, macro, decision } = write;
  const seen = { outcome, ...(outcome === 'answered' ? { macro } : { because }) };
  const wrong: string[] = [];
  if (JSON.stringify(seen) !== JSON.stringify(expected))
    wrong.push(`expected ${JSON.stringify(expected)}, its audits have ${JSON.stringify(seen)}`);
  if (!decision.endsWith(`:ticket:${id}`)) wrong.push(`its audit names the decision '${decision}'`);
  return [
    ...wrong,
    ...(expected.outcome === 'answered' ? checkAnswer(write, status) : checkNote(write, status)),
  ];
}

/** What the shop's macros promise: the order's page, every placeholder filled in, the ticket solved. */
function checkAnswer({ isPublic, text }: OurWrite, status: string): string[] {
  return [
    ...(isPublic ? [] : ['its answer is no public one']),
    ...(/\{\{|\}\}|undefined|null/.test(text) ? [`its answer is not filled in: ${text}`] : []),
    ...(status === 'solved' ? [] : [`it is ${status} after its answer`]),
  ];
}

function checkNote({ isPublic, text }: OurWrite, status: string): string[] {
  return [
    ...(isPublic ? [`its customer was told ${text}`] : []),
    ...(status === 'new' ? [] : [`it is ${status} after it was handed over`]),
  ];
}

function toLine({ condition, because }: { readonly condition: string; readonly because: string }): string {
  return `${condition} (${because})`;
}
