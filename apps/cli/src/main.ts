import { buffer } from 'node:stream/consumers';
import { runCli } from './run-cli.js';

process.exitCode = await runCli(process.argv.slice(2), {
  readStdin: () => buffer(process.stdin),
  print: (text) => void process.stdout.write(text),
  remark: (text) => void process.stderr.write(text),
  now: () => new Date().toISOString(),
});
