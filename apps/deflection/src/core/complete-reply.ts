import { textOfHtml } from '@tidings/inquiries';
import { escapeForTicket } from './compose-reply.js';

/** What goes into an editor, and what its customer will read once it was sent. */
export interface ReadyReply {
  readonly html: string;
  readonly text: string;
}

export interface MacroPreview {
  /** The macro's comment as the shop wrote it, with the fields that the ticket has. */
  readonly template: string;
  /** The same as the helpdesk would write it to this ticket. */
  readonly preview: string;
}

/** A first and a last name beside each other are told apart by nobody, and need not be. */
const PLACEHOLDER = /\{\{.*?\}\}(?: *\{\{.*?\}\})*/gs;
/** Whoever sends the reply, who is not whoever asked for the preview. */
const IS_SENDERS = /\{\{-?\s*(?:current_user|agent)\b/;
/** The shop's own blocks of text, with links and lines; they read the same when the helpdesk puts them in. */
const IS_BLOCK = /\{\{-?\s*dc\./;

/** True where something is left that the helpdesk would fill in. */
export function hasPlaceholders(html: string): boolean {
  return html.search(PLACEHOLDER) >= 0;
}

/**
 * Puts what the helpdesk makes of the placeholders that are not ours into a reply, so that an agent reads and inserts what
 * the customer gets. What cannot be told for certain stays as it is, and the helpdesk fills it in when the reply is sent.
 */
export function completeReply(html: string, told: MacroPreview | null): ReadyReply {
  const values = told === null ? NOTHING : readValues(told);
  const fill = (isFilled: (placeholder: string, value: string) => boolean): string =>
    html.replace(PLACEHOLDER, (placeholder) => {
      const value = values.get(placeholder) ?? '';
      return value !== '' && isFilled(placeholder, value) ? htmlOf(value) : placeholder;
    });
  const isPlain = (placeholder: string, value: string) =>
    !IS_BLOCK.test(placeholder) && !value.includes('\n');
  return { html: fill(isPlain), text: textOfHtml(fill(() => true)) };
}

const NOTHING: ReadonlyMap<string, string> = new Map();

const htmlOf = (value: string): string => escapeForTicket(value).replaceAll('\n', '<br>');

/**
 * What stands in the preview where the template has each placeholder. Compared as text, for a helpdesk may write its HTML
 * otherwise. Lines between two placeholders are gone where nothing was put into one of them.
 */
function readValues(told: MacroPreview): ReadonlyMap<string, string> {
  const [template, preview] = [textOfHtml(told.template), textOfHtml(told.preview)];
  const words = template.split(PLACEHOLDER);
  const gaps = findGaps(words, preview, LINES) ?? findGaps(words, preview, '') ?? [];
  const values = new Map<string, string>();
  for (const [index, placeholder] of (template.match(PLACEHOLDER) ?? []).entries()) {
    const gap = gaps[index] ?? '';
    const isSame = gap === (values.get(placeholder) ?? gap);
    if (!IS_SENDERS.test(placeholder)) values.set(placeholder, isSame ? gap : '');
  }
  return values;
}

type Span = readonly [from: number, to: number];
const LINES = String.raw`\n+`;

/**
 * What stands between these words; empty where the first and the last way to find them do not agree. Null: they are not there.
 * @param blank what stands for words that are none
 */
function findGaps(words: readonly string[], text: string, blank: string): readonly string[] | null {
  const pieces = words.map((each, index) => {
    const isEnd = index === 0 || index === words.length - 1;
    const pattern = each.trim() === '' && !isEnd ? blank : spaced(each);
    return new RegExp(`${index === 0 ? '^' : ''}${pattern}${index === words.length - 1 ? '$' : ''}`, 'g');
  });
  const [first, last] = [findFirst(pieces, text), findLast(pieces, text)];
  if (first === null || last === null) return null;
  const gapsOf = (spans: readonly Span[]): readonly string[] =>
    spans.slice(1).map(([to], index) => text.slice(spans[index]?.[1], to).trim());
  const lastGaps = gapsOf(last);
  return gapsOf(first).map((gap, index) => (gap === lastGaps[index] ? gap : ''));
}

/** Words wherever their lines break. */
function spaced(words: string): string {
  return words
    .trim()
    .split(/\s+/)
    .map(literally)
    .join(String.raw`\s+`);
}

function findFirst(pieces: readonly RegExp[], text: string): readonly Span[] | null {
  const spans: Span[] = [];
  for (const piece of pieces) {
    const from = spans.at(-1)?.[1] ?? 0;
    const found = spansOf(piece, text).find(([start]) => start >= from);
    if (found === undefined) return null;
    spans.push(found);
  }
  return spans;
}

function findLast(pieces: readonly RegExp[], text: string): readonly Span[] | null {
  const spans: Span[] = [];
  for (const piece of pieces.toReversed()) {
    const to = spans[0]?.[0] ?? text.length;
    const found = spansOf(piece, text).findLast(([, end]) => end <= to);
    if (found === undefined) return null;
    spans.unshift(found);
  }
  return spans;
}

function spansOf(piece: RegExp, text: string): readonly Span[] {
  return Array.from(text.matchAll(piece), ({ 0: found, index }): Span => [index, index + found.length]);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
