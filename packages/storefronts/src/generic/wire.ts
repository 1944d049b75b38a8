import {
  carrierId,
  contactSchema,
  moneySchema,
  orderLineSchema,
  orderSchema,
  shipmentSchema,
  trackingNumber,
} from '@tidings/domain';
import { z } from 'zod';
import { instantFromOffset } from '../wire-parts.js';

const hold = z.strictObject({ ...orderLineSchema.shape.hold.unwrap().shape, since: instantFromOffset });

const line = z
  .strictObject({ ...orderLineSchema.shape, hold: hold.optional() })
  .refine((it) => it.cancelledQuantity <= it.quantity, {
    path: ['cancelledQuantity'],
    message: 'not more than the quantity',
  });

const shipment = z.strictObject({
  ...shipmentSchema.shape,
  createdAt: instantFromOffset,
  carrier: shipmentSchema.shape.carrier
    .unwrap()
    .regex(/[\p{L}\p{N}]/u, 'the name of a carrier')
    .transform(carrierId)
    .optional(),
  trackingNumber: shipmentSchema.shape.trackingNumber.unwrap().transform(trackingNumber).optional(),
});

/**
 * The body of `POST /v1/orders` and of a generic webhook: an order as the domain knows it, with the contact inside. Times carry
 * an offset. An unknown field is an error: it would be a typing mistake kept silent.
 */
export const bodySchema = z
  .strictObject({
    ...orderSchema.shape,
    placedAt: instantFromOffset,
    updatedAt: instantFromOffset,
    total: z.strictObject(moneySchema.shape).optional(),
    destination: z.strictObject(orderSchema.shape.destination.unwrap().shape).optional(),
    lines: z.array(line).max(500),
    shipments: z.array(shipment).max(200).default([]),
    contact: z.strictObject(contactSchema.shape).optional(),
  })
  .superRefine(({ lines, shipments }, context) => {
    const known = new Set(lines.map(({ id }) => id));
    if (known.size < lines.length)
      context.addIssue({ code: 'custom', path: ['lines'], message: 'two lines with one id' });
    for (const [index, { lines: shipped }] of shipments.entries()) {
      const unknown = shipped.findIndex(({ lineId }) => !known.has(lineId));
      if (unknown < 0) continue;
      const path = ['shipments', index, 'lines', unknown, 'lineId'];
      context.addIssue({ code: 'custom', path, message: 'not the id of a line of this order' });
    }
  });
