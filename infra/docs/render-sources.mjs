/** The tables of sources in the READMEs of the plug-in packages, from what the plug-ins declare. */
import { formatFor } from './format-for.mjs';

const TABLE = /(<!-- sources -->\n)[^]*?(<!-- \/sources -->)/;
const NOW = '2026-01-01T00:00:00.000Z';

/** @returns the README's text with the table of `plugins` in its place, formatted */
export async function withSourceTable(text, plugins, file) {
  if (!TABLE.test(text)) throw new Error(`${file}: nowhere to put the sources`);
  const rows = plugins.map(rowOf);
  const table = [
    '| source | what is read of it | how a push proves its sender | asked |',
    '| --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
  return formatFor(
    file,
    text.replace(TABLE, (_, begin, end) => `${begin}\n${table}\n\n${end}`),
  );
}

function rowOf({ id, label, docsUrl, formats, webhook, client }) {
  const name = docsUrl.startsWith('https:') ? `[${label}](${docsUrl})` : label;
  return [`\`${id}\` ${name}`, formats, webhook ? proofOf(webhook) : 'is not pushed', client ? 'yes' : 'no'];
}

function proofOf({ sign, makeSecret, isBodyUnsigned }) {
  const headers = Object.keys(sign(Buffer.from('{}'), makeSecret?.() ?? 'secret', NOW));
  const names = headers.map((name) => `\`${name}\``).join(', ');
  return isBodyUnsigned ? `signs nothing: ${names}` : names;
}
