import type { SidebarTicket } from '@tidings/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from './failure.js';
import type { Helpdesk } from './helpdesk.js';

/** An agent goes to and fro between tickets; what is younger than this is not asked again. */
const FRESH_MS = 60_000;

export interface TicketState {
  /** The last answer; it stays while another is asked for. */
  readonly ticket: SidebarTicket | null;
  readonly failure: Failure | null;
  readonly isAsking: boolean;
}

export interface TicketControls extends TicketState {
  readonly refresh: () => void;
  readonly pickOrder: (orderNumber: string) => void;
}

const NOTHING_YET: TicketState = { ticket: null, failure: null, isAsking: true };

/** The ticket as Tidings knows it: what is on screen stays there until there is something newer. */
export function useTicket(helpdesk: Helpdesk): TicketControls {
  const [state, setState] = useState(NOTHING_YET);
  const order = useRef<string | null>(null);
  const asked = useRef({ count: 0, at: 0 });

  const ask = useCallback(async () => {
    const mine = (asked.current = { count: asked.current.count + 1, at: Date.now() });
    const settle = (next: (before: TicketState) => TicketState): void => {
      if (asked.current.count === mine.count) setState(next);
    };
    settle((before) => ({ ...before, isAsking: true }));
    try {
      const ticket = await helpdesk.askAboutTicket(order.current);
      settle(() => ({ ticket, failure: null, isAsking: false }));
    } catch (reason) {
      settle(({ ticket }) => ({ ticket, failure: failureOf(reason).kind, isAsking: false }));
    }
  }, [helpdesk]);

  const refresh = useCallback(() => void ask(), [ask]);
  const pickOrder = useCallback(
    (orderNumber: string) => {
      order.current = orderNumber;
      void ask();
    },
    [ask],
  );

  useEffect(() => {
    void ask();
    helpdesk.onTicketChanged(() => void ask());
    helpdesk.onReturned(() => {
      if (Date.now() - asked.current.at > FRESH_MS) void ask();
    });
  }, [helpdesk, ask]);

  return { ...state, refresh, pickOrder };
}
