/**
 * Fails when a Markdown file of ours names what is not there: a relative link or its anchor, a path in backticks that
 * starts with a folder of the project, an `npm run` script. Patterns and placeholders (`<x>`, `*`, `{a,b}`) are let be.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const scriptsOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts ?? {};
const scripts = scriptsOf('.');
const PATH_IN_TICKS = /`((?:apps|packages|infra|brands|\.ci|\.github)\/[^`\s]*)`/g;
const LINK = /\]\((?![a-z]+:)([^)\s#]*)(?:#([^)\s]*))?\)/g;
const SCRIPT = /npm run (?:-s )?([\w:-]+)(?: -w @tidings\/([\w-]+))?/g;
const NPM_SCRIPTS_OF_ITS_OWN = /npm (start|test)\b/g;

const isPattern = (path) => /[<>*{}…]|\.\.\./.test(path);

/** A heading's anchor as GitHub makes it. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function hasAnchor(file, anchor) {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].some(([, heading]) => anchorOf(heading) === anchor);
}

function brokenLink(file, [, path, anchor]) {
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(target)) return `link to ${path}`;
  const isMarkdown = statSync(target).isFile() && target.endsWith('.md');
  return anchor && isMarkdown && !hasAnchor(target, anchor) ? `anchor #${anchor} in ${target}` : null;
}

function hasScript(name, workspace) {
  if (workspace === undefined) return name in scripts;
  const folder = ['apps', 'packages'].map((parent) => join(parent, workspace)).find(existsSync);
  return folder !== undefined && name in scriptsOf(folder);
}

function brokenReferences(file) {
  const text = readFileSync(file, 'utf8');
  return [
    ...[...text.matchAll(LINK)].map((link) => brokenLink(file, link)),
    ...[...text.matchAll(PATH_IN_TICKS)].map(([, path]) =>
      isPattern(path) || existsSync(path.replace(/:\d+$/, '')) ? null : `path ${path}`,
    ),
    ...[...text.matchAll(SCRIPT), ...text.matchAll(NPM_SCRIPTS_OF_ITS_OWN)].map(([, name, workspace]) =>
      hasScript(name, workspace) ? null : `script ${name}`,
    ),
  ].filter(Boolean);
}

const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
const files = execFileSync('git', list, { encoding: 'utf8' }).split('\n').filter(existsSync);
const broken = files.flatMap((file) => brokenReferences(file).map((what) => `${file}: ${what} is not there`));
if (broken.length > 0) console.error(broken.join('\n'));
process.exitCode = broken.length > 0 ? 1 : 0;
