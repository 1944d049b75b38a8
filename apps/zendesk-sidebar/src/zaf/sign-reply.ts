import type { Reply } from '../ticket/helpdesk.js';

export interface Agent {
  readonly name: string;
  readonly email: string;
}

const PLACEHOLDER = /\{\{\s*current_user\.(name|first_name|last_name|email)\s*\}\}/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Zendesk docs, Placeholders reference: the first name is the first word, the last name what follows. */
function factsOf({ name, email }: Agent): Readonly<Record<string, string>> {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return { name, first_name: first, last_name: rest.join(' '), email };
}

/** Puts in who sends the reply, as Zendesk will: nobody but the app knows which agent reads it. */
export function signReply<Signed extends Reply>(reply: Signed, agent: Agent): Signed {
  const facts = factsOf(agent);
  const fill = (text: string, write: (value: string) => string): string =>
    text.replace(PLACEHOLDER, (placeholder, name: string) => write(facts[name] ?? '') || placeholder);
  const asHtml = (value: string): string =>
    value.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
  return { ...reply, html: fill(reply.html, asHtml), text: fill(reply.text, (value) => value) };
}
