import type { ChannelPlugin } from '../channel.js';
import { type SmtpCredentials, smtpCredentialsSchema } from './credentials.js';
import { openSmtp } from './open-smtp.js';

export type { SmtpCredentials } from './credentials.js';

export const smtp: ChannelPlugin<SmtpCredentials> = {
  id: 'smtp',
  label: 'E-mail',
  docsUrl: 'https://nodemailer.com/smtp/pooled/',
  credentials: smtpCredentialsSchema,
  open: openSmtp,
};
