/** Compiles letter.mjml into letter.html, once: no value ever reaches MJML. Run by `npm run templates`; the result is committed. */
import { readFile, writeFile } from 'node:fs/promises';
import mjml2html from 'mjml';

export async function compileLetter() {
  const source = await readFile(new URL('letter.mjml', import.meta.url), 'utf8');
  const { html, errors } = await mjml2html(source, {
    validationLevel: 'soft',
    keepComments: false,
    fonts: {},
  });
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return squeeze(html);
}

/** Every mail carries it: what no reader sees is left out. Text between tags keeps a space where it had any. */
function squeeze(html) {
  return `${html.replace(/\s+/g, ' ').replaceAll('> <', '><').trim()}\n`;
}

if (import.meta.filename === process.argv[1])
  await writeFile(new URL('letter.html', import.meta.url), await compileLetter());
