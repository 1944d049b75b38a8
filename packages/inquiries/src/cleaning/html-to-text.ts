import { compile, type HtmlToTextOptions } from 'html-to-text';

const IS_HTML = /<\/?(?:html|body|div|p|br|span|table|blockquote|a|b|i|ul|li|td)(?:\s[^<>]{0,1000})?\/?>/i;

/** What mail programs wrap around what is quoted, forwarded or signed. */
const NOT_OWN = [
  'blockquote',
  '.gmail_quote',
  '.gmail_signature',
  '.gmail_attr',
  '.yahoo_quoted',
  '.moz-cite-prefix',
  '.moz-signature',
  '#Signature',
  '.protonmail_quote',
  '.zmail_extra',
  'style',
  'script',
  'head',
];

const usual = [
  { selector: 'a', options: { ignoreHref: true } },
  { selector: 'img', format: 'skip' },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
];

const LIMITS = { maxInputLength: 200_000, ellipsis: '', maxDepth: 60, maxChildNodes: 5_000 };

/** Made once: to compile the selectors takes several times as long as to read a message. */
const readerOf = (options: HtmlToTextOptions) => compile({ wordwrap: false, ...options });
const readOwn = readerOf({
  limits: LIMITS,
  selectors: [...usual, ...NOT_OWN.map((selector) => ({ selector, format: 'skip' }))],
});
const readAll = readerOf({ limits: LIMITS, selectors: usual });
const readUnlimited = readerOf({ selectors: usual });

/** Plain text stays as it is. `quoted` is all of the text, where some of it is not the sender's own. */
export function htmlToText(body: string): { readonly text: string; readonly quoted: string } {
  return IS_HTML.test(body) ? { text: readOwn(body), quoted: readAll(body) } : { text: body, quoted: '' };
}

/** HTML as somebody reads it, with line breaks. */
export function textOfHtml(html: string): string {
  return readUnlimited(html).trim();
}
