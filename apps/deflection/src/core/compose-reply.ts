import type { Answer, OrderSnapshot } from '@tidings/domain';
import { findMacro, type Macro, type Ticket, type TicketEffect } from '@tidings/helpdesks';
import type { Brand, BrandHelpdesk } from '@tidings/platform';
import { renderAnswer } from '@tidings/wording';
import { chooseMacro } from './choose-macro.js';

/** What of an order can be put into a macro or a ticket field; a brand names the field of each. */
type OrderFact = 'headline' | 'summary' | 'expected' | 'next_step' | 'tracking_page' | 'order_number';

export interface ReplyFacts {
  readonly brand: Brand;
  readonly settings: BrandHelpdesk;
  readonly snapshot: OrderSnapshot;
  readonly answer: Answer;
  readonly macros: readonly Macro[];
  readonly pageUrl: string | null;
}

export interface Reply {
  readonly macro: Macro;
  /** Of the shop, with what we know put in; what else it asks for is the helpdesk's to fill in. */
  readonly html: string;
  readonly fields: NonNullable<TicketEffect['fields']>;
  readonly language: string;
}

const PLACEHOLDER = /\{\{\s*ticket\.ticket_field(?:_option_title)?_(\w+)\s*\}\}/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // The helpdesk fills in what stands between two of them, whoever wrote it there.
  '{': '&#123;',
  '}': '&#125;',
};

/** A field's value may be put into a macro by an agent later, and be filled in then. */
const defuse = (text: string): string => text.replace(/([{}%])(?=[{}%])/g, '$1 ');

/** As text inside of HTML, in which no placeholder is left, nor in what an editor makes of it. */
export function escapeForTicket(text: string): string {
  return defuse(text).replace(/[&<>"'{}]/g, (character) => ENTITIES[character] ?? character);
}

function factsOf(
  { answer, snapshot, brand, pageUrl }: ReplyFacts,
  language: string,
): Readonly<Record<OrderFact, string | null>> {
  const said = renderAnswer(answer, { locale: language, timeZone: brand.zone, brandName: brand.name });
  return {
    headline: said.label,
    summary: said.summary,
    expected: said.expected,
    next_step: said.nextStep,
    tracking_page: pageUrl,
    order_number: snapshot.orderNumber,
  };
}

/** What has to be said, whatever else a shop says around it. */
const SAYS_ENOUGH: ReadonlySet<string> = new Set(['summary', 'next_step']);

interface Filled {
  readonly html: string;
  readonly isComplete: boolean;
}

function fillIn(
  html: string,
  facts: Readonly<Record<string, string | null>>,
  names: ReadonlyMap<string, string>,
): Filled {
  let isComplete = true;
  let says = false;
  const filled = html.replace(PLACEHOLDER, (placeholder, fieldId: string) => {
    const name = names.get(fieldId);
    if (name === undefined) return placeholder;
    const value = facts[name] ?? '';
    if (value === '') isComplete = false;
    says ||= SAYS_ENOUGH.has(name);
    return escapeForTicket(value);
  });
  return { html: filled, isComplete: isComplete && says };
}

/** A macro's text with what the ticket's own fields hold now, as a helpdesk puts it in. */
export function fillFields(html: string, fields: Ticket['fields']): string {
  return html.replace(PLACEHOLDER, (_, fieldId: string) => escapeForTicket(String(fields[fieldId] ?? '')));
}

/** The shop's own macro with what is true put into it, or why there is none. */
export function composeReply(facts: ReplyFacts): Reply | 'no_macro' | 'macro_incomplete' {
  const { settings, answer, snapshot, brand, macros } = facts;
  const macro = chooseMacro(answer, settings.macros, (title) => findMacro(macros, title));
  if (macro?.effect.comment === undefined) return 'no_macro';
  const language = snapshot.locale ?? brand.locale;
  const known = factsOf(facts, language);
  const names = new Map(Object.entries(settings.fields).map(([name, fieldId]) => [fieldId, name]));
  const { html, isComplete } = fillIn(macro.effect.comment.html, known, names);
  if (!isComplete) return 'macro_incomplete';
  const values = Object.entries(settings.fields).flatMap(([name, fieldId]) => {
    const value = (known as Readonly<Record<string, string | null>>)[name];
    return value == null ? [] : [[fieldId, defuse(value)] as const];
  });
  return { macro, html, fields: { ...macro.effect.fields, ...Object.fromEntries(values) }, language };
}
