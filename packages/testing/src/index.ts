export { axeViolations, COLOUR_RULES } from './axe-violations.js';
export { buildAnswer, buildParcelAnswer } from './build-answer.js';
export {
  buildOrderSnapshot,
  buildParcelSnapshot,
  eventTime,
  ORDER_STATES,
  pageToken,
  timelineEntry,
} from './build-order-snapshot.js';
export { buildHostileOrder } from './build-hostile-order.js';
export { launchChromium } from './chromium.js';
export { freePort } from './free-port.js';
export { HOSTILE_TEXTS } from './hostile-texts.js';
export { httpGet } from './http-get.js';
export {
  type MailSink,
  type MailSinkRules,
  type MailVerdict,
  type ReceivedMail,
  startMailSink,
} from './mail-sink.js';
export { type NatsOptions, type RunningNats, startNats } from './nats.js';
export { type PostgresOptions, type RunningPostgres, startPostgres } from './postgres.js';
export { stopWithParent } from './stop-with-parent.js';
export { makeTempFolder } from './temp-folder.js';
export { createTestDatabase, type DatabaseTemplate, type TestDatabase } from './test-database.js';
export { readSchemaSnapshot, type SchemaSnapshot } from './schema-snapshot.js';
