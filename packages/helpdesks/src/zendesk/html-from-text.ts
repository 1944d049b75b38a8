const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A plain text with its paragraphs and lines; placeholders `{{...}}` stay what they are. */
export function htmlFromText(text: string): string {
  const escaped = text.trim().replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
  const paragraphs = escaped.split(/(?:\r?\n){2,}/);
  return paragraphs.map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br>')}</p>`).join('');
}
