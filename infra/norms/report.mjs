/**
 * `npm run norms`: the sizes and shapes of our own code, package by package. Sources only: no specs and what only they
 * use, no migrations. Fails on a hit of a shape rule, on a disable without its reason (`-- why`), on more disabled hits
 * than the norm allows, on junk drawers and on barrels.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import {
  findDisables,
  findMisnomers,
  measurePackage,
  MOST_HITS_PER_THOUSAND_LINES,
  SHAPE_RULES,
} from './measure.mjs';

const NOT_MEASURED =
  /\.spec(-support)?\.tsx?$|\/migrations(\/|\.ts$)|\/(fixtures|spec-support)\/|\.generated\.ts$/;
const BYTES = 64 * 1024 * 1024;

function lintHits() {
  const { stdout, stderr } = spawnSync('node_modules/.bin/oxlint', ['-f', 'json', 'apps', 'packages'], {
    encoding: 'utf8',
    maxBuffer: BYTES,
  });
  try {
    return JSON.parse(stdout).diagnostics.filter(({ code }) =>
      SHAPE_RULES.some((rule) => code === `eslint(${rule})`),
    );
  } catch (cause) {
    throw new Error(`oxlint gave no report: ${stderr || stdout}`, { cause });
  }
}

function sourceFiles() {
  const list = [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    'apps/*/src/*.ts',
    'apps/*/src/*.tsx',
    'packages/*/src/*.ts',
    'packages/*/src/*.tsx',
  ];
  const paths = execFileSync('git', list, { encoding: 'utf8', maxBuffer: BYTES }).split('\n');
  return paths
    .filter((path) => existsSync(path) && !NOT_MEASURED.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function printTable(rows) {
  const columns = [
    'name',
    'files',
    'lines',
    'median',
    'p95',
    'max',
    'comment %',
    'disables',
    'hits',
    'hits/1000',
  ];
  const cells = rows.map((row) =>
    [
      row.name,
      row.files,
      row.lines,
      row.median,
      row.p95,
      row.max,
      row.commentPercent,
      row.disables,
      row.hits,
      row.hitsPerThousandLines.toFixed(1),
    ].map(String),
  );
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => row[index].length)),
  );
  const print = (row) =>
    console.log(
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index])))
        .join('  '),
    );
  [columns, ...cells].forEach(print);
}

const hits = lintHits();
const files = sourceFiles().map((file) => ({
  ...file,
  hits: hits.filter(({ filename }) => filename === file.path).length,
}));
const byPackage = Map.groupBy(files, ({ path }) => path.split('/').slice(0, 2).join('/'));
const rows = [...byPackage].map(([name, members]) => measurePackage(name, members));
rows.sort((a, b) => a.name.localeCompare(b.name));
printTable([...rows, measurePackage('all', files)]);

const failures = [
  ...hits.map(({ filename, message, labels }) => `${filename}:${labels[0]?.span.line ?? 1}: ${message}`),
  ...rows
    .filter((row) => row.hitsPerThousandLines > MOST_HITS_PER_THOUSAND_LINES)
    .map(({ name }) => `${name}: more than ${MOST_HITS_PER_THOUSAND_LINES} hit per 1,000 lines`),
  ...files
    .filter(({ text }) => findDisables(text).some(({ hasReason }) => !hasReason))
    .map(({ path }) => `${path}: a lint rule is disabled without saying why (-- reason)`),
  ...files.flatMap(({ path, text }) => findMisnomers(path, text)),
];
if (failures.length > 0) console.error(`\n${failures.join('\n')}`);
process.exitCode = failures.length > 0 ? 1 : 0;
