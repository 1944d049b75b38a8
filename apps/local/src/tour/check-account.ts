import type { Account } from './gather-account.js';

/** What is not as the story expects; empty when all is well. */
export function checkAccount(account: Account): readonly string[] {
  const { story, mails, decisions } = account;
  const { expected } = story;
  const problems: string[] = [];
  const told = mails.map(({ decision }) => decision?.condition ?? 'unaccounted for');
  if (told.join() !== expected.mails.join()) {
    problems.push(
      `mails: expected ${expected.mails.join(', ')}; the mailbox has ${told.join(', ') || 'none'}`,
    );
  }
  const strays = mails.filter(({ isInThread }) => !isInThread);
  if (strays.length > 0)
    problems.push(`${strays.length} of ${mails.length} mails stand outside of the order's thread`);
  if (new Set(mails.map(({ messageId }) => messageId)).size !== mails.length)
    problems.push('a Message-ID came twice');
  const unsaid = decisions.filter(({ speech }) => speech === 'requested' || speech === 'held');
  for (const { condition } of unsaid) problems.push(`${condition} was to be said and was not`);
  for (const wanted of new Set(expected.suppressed?.map(toLine))) {
    const count = expected.suppressed?.filter((each) => toLine(each) === wanted).length ?? 0;
    const seen = decisions.filter(({ outcome }) => outcome === 'suppress').map(suppressedLine);
    const found = seen.filter((line) => line === wanted).length;
    if (found !== count)
      problems.push(`suppressed ${wanted}: expected ${count}, the API lists ${found} (${seen.join('; ')})`);
  }
  const opened = decisions.filter(({ outcome }) => outcome === 'open_case').length;
  const closed = decisions.filter(({ outcome }) => outcome === 'close_case').length;
  const cases = expected.cases ?? { opened: 0, closed: 0 };
  if (opened !== cases.opened || closed !== cases.closed) {
    problems.push(
      `cases: expected ${cases.opened} opened and ${cases.closed} closed, found ${opened} and ${closed}`,
    );
  }
  if (decisions.some(({ trace }) => trace.ruleId === '')) problems.push('a decision has no trace');
  if (account.status['status'] !== 'delivered') {
    problems.push(`order-status: expected delivered, found ${String(account.status['status'])}`);
  }
  return problems;
}

function toLine({ condition, because }: { readonly condition: string; readonly because: string }): string {
  return `${condition} (${because})`;
}

function suppressedLine({ condition, trace }: Account['decisions'][number]): string {
  return toLine({ condition, because: trace.because ?? '' });
}
