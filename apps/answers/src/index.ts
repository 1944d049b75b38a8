export { migrations as answersMigrations } from './adapters/postgres/migrations.js';
export { type AnswersConfig, readAnswersConfig } from './config.js';
export { type AnswersParts, createAnswers } from './create-answers.js';
