import type { MessageContent } from '@tidings/wording';
import type { Letterhead } from '../../ports/letter-layout.js';

type Link = MessageContent['action'];

const bullets = (items: readonly string[]): string[] => items.map((item) => `- ${item}`);
const link = (to: Link): string[] => (to === null ? [] : [`${to.label}: ${to.url}`]);
const blocks = (...parts: readonly (readonly string[])[]): string =>
  parts.flatMap((lines) => (lines.length === 0 ? [] : [lines.join('\n')])).join('\n\n');

/** The letter for those who read plain text: the same parts in the same order. */
export function layOutText(content: MessageContent, { brandName, postalAddress }: Letterhead): string {
  const { heading, paragraphs, action, items, parcels, facts, footer, unsubscribe } = content;
  const body = blocks(
    [heading],
    ...paragraphs.map((paragraph) => [paragraph]),
    link(action),
    bullets(items),
    ...parcels.map(({ title, status, items: own }) => [
      title,
      ...(status === '' ? [] : [status]),
      ...bullets(own),
    ]),
    facts.map(({ label, value }) => `${label}: ${value}`),
  );
  // Two dashes and a space: mail programs know that what follows is no part of the message (RFC 3676 4.3).
  return `${body}\n\n-- \n${blocks([brandName, ...footer, ...link(unsubscribe)], postalAddress)}\n`;
}
