import { orderSnapshotSchema } from '@tidings/domain';
import { defineEvent } from '../define-event.js';

export const orderSnapshotUpdated = defineEvent({
  subject: 'order.snapshot.updated.v1',
  stream: 'ORDERS',
  description: 'All that is known and was said of one order, as of one version; the newer version wins',
  producers: ['decision-engine'],
  consumers: ['answers'],
  schema: orderSnapshotSchema,
  dedupeKey: (snapshot) => `${snapshot.orderId}:${snapshot.version}`,
});
