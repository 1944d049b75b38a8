import type { DateWords } from '../catalogue.js';

export const dates: DateWords = {
  on: (date) => `on ${date}`,
  by: (date) => `by ${date}`,
  between: (from, to) => `between ${from} and ${to}`,
  at: (date, time) => `${date} at ${time}`,
};
