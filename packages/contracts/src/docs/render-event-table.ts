import { eventCatalogue } from '../catalogue.js';
import type { EventContract } from '../define-event.js';

const BEGIN = '<!-- events: written by npm run generate -->';
const END = '<!-- /events -->';

const events: readonly EventContract[] = eventCatalogue;

function renderTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The table of every event as Markdown, with columns padded as prettier pads them. */
export function renderEventTable(): string {
  const rows = events.map(({ subject, producers, consumers, description }) => [
    `\`${subject}\``,
    producers.join(', '),
    consumers.join(', '),
    description,
  ]);
  return renderTable([['event', 'from', 'to', 'what it says'], ...rows]);
}

/** A Markdown text with the event table between its markers brought up to date. Throws where the markers are missing. */
export function withEventTable(markdown: string): string {
  const [before, rest] = markdown.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the markers '${BEGIN}' and '${END}' are missing`);
  return `${before}${BEGIN}\n\n${renderEventTable()}\n\n${END}${after}`;
}
