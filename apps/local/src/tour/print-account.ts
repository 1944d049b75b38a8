import type { Account } from './gather-account.js';
import type { ToldTicket } from './read-ticket.js';

/** A story in a few lines: what came in, what was decided and why, what was said. */
export function printAccount(account: Account, problems: readonly string[]): string {
  const { story, mails, decisions, tickets } = account;
  const lines = [`${problems.length === 0 ? 'ok ' : 'NOT'}  ${story.title}  (${story.orderNumber})`];
  for (const decision of decisions) {
    const { decidedAt, condition, outcome, reason, trace, speech } = decision;
    const what = [condition, ...(reason === null ? [] : [`(${reason})`])].join(' ');
    const why = trace.because === null ? `rule ${trace.ruleId}` : `${trace.ruleId}: ${trace.because}`;
    lines.push(
      `       ${decidedAt.slice(0, 16)}  ${outcome.padEnd(10)} ${what.padEnd(34)} ${speech.padEnd(10)} ${why}`,
    );
  }
  for (const { subject, decision } of mails) {
    lines.push(`       mail  ${(decision?.condition ?? 'unaccounted for').padEnd(22)} "${subject}"`);
  }
  lines.push(...tickets.map(toTicketLine));
  for (const problem of problems) lines.push(`       PROBLEM  ${problem}`);
  return lines.join('\n');
}

function toTicketLine({ asked, writes }: ToldTicket): string {
  const [write] = writes;
  const how = write?.macro ?? write?.because ?? '';
  return `       ticket  ${(write?.outcome ?? 'untouched').padEnd(11)} ${how.padEnd(27)} "${asked}"`;
}
