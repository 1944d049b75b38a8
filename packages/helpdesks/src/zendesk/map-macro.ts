import type { Macro, TicketEffect } from '../ticket.js';
import { TICKET_PRIORITIES } from '../ticket.js';
import { htmlFromText } from './html-from-text.js';
import type { WireAction, WireMacro } from './wire.js';

const SETTABLE_STATUSES = ['open', 'pending', 'hold', 'solved'] as const;

interface Draft {
  html?: string;
  text?: string;
  isPublic: boolean;
  effect: { -readonly [Key in keyof TicketEffect]: TicketEffect[Key] };
}

type Carry = (draft: Draft, value: string) => boolean;

/** Zendesk docs, Macro actions. Each says whether it could carry the value out. */
const CARRIED: ReadonlyMap<string, Carry> = new Map<string, Carry>([
  ['comment_value_html', (draft, value) => set(() => (draft.html = value))],
  ['comment_value', (draft, value) => set(() => (draft.text = value))],
  ['comment_mode_is_public', (draft, value) => set(() => (draft.isPublic = value !== 'false'))],
  ['status', setStatus],
  ['priority', setPriority],
  ['current_tags', (draft, value) => set(() => (draft.effect.addTags = tagsIn(value)))],
  ['remove_tags', (draft, value) => set(() => (draft.effect.removeTags = tagsIn(value)))],
  ['assignee_id', (draft, value) => value !== '' && set(() => (draft.effect.assigneeId = value))],
  ['group_id', (draft, value) => /^\d+$/.test(value) && set(() => (draft.effect.groupId = value))],
]);
const CUSTOM_FIELD = /^custom_fields_(\d+)$/;

export function mapMacro({ id, title, updated_at: updatedAt, actions }: WireMacro): Macro {
  const draft: Draft = { isPublic: true, effect: {} };
  const otherActions = actions.flatMap((action) => (carry(draft, action) ? [] : [action.field]));
  const html = draft.html ?? (draft.text === undefined ? undefined : htmlFromText(draft.text));
  const comment = html === undefined ? {} : { comment: { html, isPublic: draft.isPublic } };
  return { id, title, updatedAt, effect: { ...draft.effect, ...comment }, otherActions };
}

function carry(draft: Draft, { field, value }: WireAction): boolean {
  const text = textOf(value);
  const [, fieldId] = CUSTOM_FIELD.exec(field) ?? [];
  if (fieldId === undefined) return CARRIED.get(field)?.(draft, text) ?? false;
  draft.effect.fields = { ...draft.effect.fields, [fieldId]: text };
  return true;
}

/** A text may be said for all channels or for one: `["channel:all", "text"]`. */
function textOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' || typeof last === 'number' || typeof last === 'boolean'
    ? String(last)
    : '';
}

function set(change: () => unknown): true {
  change();
  return true;
}

function setStatus(draft: Draft, value: string): boolean {
  const status = SETTABLE_STATUSES.find((known) => known === value);
  return status !== undefined && set(() => (draft.effect.status = status));
}

function setPriority(draft: Draft, value: string): boolean {
  const priority = TICKET_PRIORITIES.find((known) => known === value);
  return priority !== undefined && set(() => (draft.effect.priority = priority));
}

function tagsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}
