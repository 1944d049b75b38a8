const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#34': '"',
  nbsp: ' ',
};

/** A comment's HTML as its `plain_body`: enough for what stands in this emulated desk, which is written by us and by macros. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b.*?<\/\1>/gis, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(p|div|li|h\d)>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? decimal(name) ?? entity)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decimal(name: string): string | undefined {
  const code = /^#(\d{1,6})$/.exec(name)?.[1];
  return code === undefined ? undefined : String.fromCodePoint(Number(code));
}
