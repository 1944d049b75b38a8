import { findTrackingNumbers, proposeCarriers } from '@tidings/carriers';
import type { CliCommand } from '../command.js';

/** `tidings number`: what a number, or the numbers in a sentence, may be. Several carriers are an answer; none is one too. */
export const numberCommand: CliCommand = (program, io) => {
  program
    .command('number')
    .description('print the tracking numbers in a text and the carriers that each may be of, as JSON')
    .argument('<text...>', 'a number, or a sentence with numbers in it')
    .action((words: string[]) => {
      const text = words.join(' ');
      const whole = proposeCarriers(text);
      const found =
        whole.length > 0 ? [{ text, at: 0, number: text, candidates: whole }] : findTrackingNumbers(text);
      const told = found.map(({ candidates, ...rest }) => ({
        ...rest,
        number: rest.number.replace(/[\s-]+/g, '').toUpperCase(),
        candidates,
      }));
      io.print(`${JSON.stringify(told, null, 2)}\n`);
    });
};
