import type { FieldValue, Macro, Settings, Ticket } from './desk-state.js';

export interface MacroResult {
  readonly set: Settings;
  readonly fields: Readonly<Record<number, FieldValue>>;
  readonly comment: { readonly html: string; readonly isPublic: boolean } | null;
}

/** What a macro would make of a ticket: Zendesk docs, Macro actions. Its placeholders are not filled in yet. */
export function applyMacro(macro: Macro, ticket: Ticket): MacroResult {
  const values = new Map(macro.actions.map(({ field, value }) => [field, textOf(value)]));
  const fields = [...values].flatMap(([field, value]) => {
    const id = /^custom_fields_(\d+)$/.exec(field)?.[1];
    return id === undefined ? [] : [[Number(id), value] as const];
  });
  const html = values.get('comment_value_html') ?? values.get('comment_value');
  const status = ['open', 'pending', 'hold', 'solved'].find((known) => known === values.get('status'));
  return {
    set: {
      status: status as Settings['status'],
      priority: values.get('priority'),
      tags: tagsOf(values, ticket),
    },
    fields: Object.fromEntries(fields),
    comment: html === undefined ? null : { html, isPublic: values.get('comment_mode_is_public') !== 'false' },
  };
}

function tagsOf(values: ReadonlyMap<string, string>, ticket: Ticket): readonly string[] {
  const [set, add, remove] = ['set_tags', 'current_tags', 'remove_tags'].map((field) =>
    (values.get(field) ?? '').split(/\s+/).filter(Boolean),
  );
  const base = values.has('set_tags') ? (set ?? []) : ticket.tags;
  return [...new Set([...base, ...(add ?? [])])].filter((tag) => !remove?.includes(tag));
}

function textOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' || typeof last === 'boolean' || typeof last === 'number'
    ? String(last)
    : '';
}
