import { z } from 'zod';
import { optionalText, parcelNumber, refusalText } from '../wire-parts.js';

const code = z.string().trim().catch('');

/** A number would have lost its leading zero: 021 read as octal is 17, which is another status. */
const statusSchema = z.object({
  type: code,
  code,
  description: optionalText,
  statusCode: code,
});

export const activitySchema = z.object({
  date: z.string(),
  time: optionalText,
  gmtDate: optionalText,
  gmtTime: optionalText,
  gmtOffset: optionalText,
  /** Data, not handling. */
  logicalScan: z.boolean().nullish().catch(null),
  status: statusSchema,
  location: z
    .object({
      address: z
        .object({
          city: optionalText,
          stateProvince: optionalText,
          postalCode: optionalText,
          countryCode: optionalText,
        })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
export type Activity = z.infer<typeof activitySchema>;

const datedSchema = z.object({ type: z.string(), date: z.string() });
const otherNumberSchema = z.object({ type: z.string(), number: parcelNumber });

export const packageSchema = z.object({
  trackingNumber: parcelNumber,
  activity: z.array(z.unknown()).nullish(),
  deliveryDate: z.array(datedSchema).nullish().catch(null),
  alternateTrackingNumber: z.array(otherNumberSchema).nullish().catch(null),
});
export type Package = z.infer<typeof packageSchema>;

const warningSchema = z.object({ code: z.string().catch(''), message: refusalText('UPS') });

export const shipmentSchema = z.object({
  inquiryNumber: optionalText,
  package: z.array(z.unknown()).nullish(),
  warnings: z.array(warningSchema).nullish().catch(null),
});

/** Track Alert: one activity under names of its own. */
export const alertSchema = z.object({
  trackingNumber: parcelNumber,
  localActivityDate: z.string(),
  localActivityTime: optionalText,
  gmtActivityDate: optionalText,
  gmtActivityTime: optionalText,
  gmtOffset: optionalText,
  scheduledDeliveryDate: optionalText,
  activityLocation: z
    .object({
      city: optionalText,
      stateProvince: optionalText,
      postalCode: optionalText,
      country: optionalText,
    })
    .nullish()
    .catch(null),
  activityStatus: z.object({ type: code, code, description: optionalText, descriptionCode: code }),
});
export type Alert = z.infer<typeof alertSchema>;

/** A poll's answer, a poll's refusal, or an alert. */
export const bodySchema = z
  .looseObject({
    trackResponse: z.object({ shipment: z.array(z.unknown()).min(1) }),
    response: z.object({ errors: z.array(warningSchema).min(1) }),
  })
  .partial();
