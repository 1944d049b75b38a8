import type { SidebarTicket } from '@tidings/contracts';

export type ColourScheme = 'light' | 'dark';

export interface Reply {
  readonly html: string;
  readonly text: string;
}

/** Where an inserted reply went: what its reader has open decides, and nothing else. */
export type Composer = 'public' | 'internal';

/** What the app needs of the helpdesk that it stands in. */
export interface Helpdesk {
  /** Rejects with TicketFailure. */
  askAboutTicket(order: string | null): Promise<SidebarTicket>;
  /** Rejects where the agent has another ticket open by now, or the editor takes no text. */
  insertReply(reply: Reply): Promise<Composer>;
  fitHeight(pixels: number): void;
  onColourScheme(listener: (scheme: ColourScheme) => void): void;
  /** Something that decides which order is meant has changed. */
  onTicketChanged(listener: () => void): void;
  /** The agent came back to the ticket. */
  onReturned(listener: () => void): void;
}
