export type {
  Channel,
  ChannelPlugin,
  Mailbox,
  OutgoingMessage,
  SendOptions,
  SendOutcome,
} from './channel.js';
export { smtp, type SmtpCredentials } from './smtp/index.js';
export { conversationRootOf, messageIdOf } from './smtp/message-id.js';
