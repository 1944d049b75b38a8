import type { SidebarTicket } from '@tidings/contracts';
import { IconButton } from '@zendeskgarden/react-buttons';
import { Alert } from '@zendeskgarden/react-notifications';
import { type ReactNode, useEffect } from 'react';
import styled from 'styled-components';
import type { Helpdesk } from '../ticket/helpdesk.js';
import { useTicket } from '../ticket/use-ticket.js';
import { words } from '../words.js';
import { Choices } from './choices.js';
import { OrderView } from './order-view.js';
import { Heading, Hidden, Panel, Row, Subtle } from './parts.js';
import { RefreshIcon } from './refresh-icon.js';
import { Failed, Loading } from './states.js';
import { Verdict } from './verdict.js';

type Ticket = SidebarTicket;

const Head = styled.header`
  display: flex;
  flex-direction: column;
`;

function titleOf(ticket: Ticket): string {
  if (ticket.state === 'found') return ticket.order.title;
  return ticket.state === 'several' ? words.several : words.none;
}

/** Why this order is shown, or why none is. */
function reasonsOf(ticket: Ticket): readonly string[] {
  if (ticket.state === 'found') return [ticket.match.says];
  return ticket.state === 'several' ? [ticket.says] : ticket.says;
}

interface BodyProps {
  readonly ticket: Ticket;
  readonly helpdesk: Helpdesk;
  readonly onPick: (orderNumber: string) => void;
}

function Body({ ticket, helpdesk, onPick }: BodyProps): ReactNode {
  if (ticket.state === 'found') return <OrderView ticket={ticket} helpdesk={helpdesk} onPick={onPick} />;
  return ticket.state === 'several' ? <Choices orders={ticket.orders} onPick={onPick} /> : null;
}

export function TicketView({ helpdesk }: { readonly helpdesk: Helpdesk }): ReactNode {
  const { ticket, failure, isAsking, refresh, pickOrder } = useTicket(helpdesk);
  const language = ticket?.language;
  useEffect(() => {
    if (language !== undefined) document.documentElement.lang = language;
  }, [language]);
  if (ticket === null)
    return failure === null ? (
      <Loading />
    ) : (
      <Failed failure={failure} isAsking={isAsking} onRetry={refresh} />
    );
  return (
    <Panel aria-busy={isAsking}>
      <Head>
        <Row>
          <Heading as="h1">{titleOf(ticket)}</Heading>
          <IconButton size="small" aria-label={words.refresh} aria-disabled={isAsking} onClick={refresh}>
            <RefreshIcon />
          </IconButton>
        </Row>
        {[ticket.brandName, ...reasonsOf(ticket)].map((line) => (
          <Subtle key={line}>{line}</Subtle>
        ))}
        <Hidden role="status">{isAsking ? words.refreshing : ''}</Hidden>
      </Head>
      {failure !== null && <Alert type="error">{words.notRefreshed}</Alert>}
      {ticket.verdict !== null && <Verdict {...ticket.verdict} />}
      <Body ticket={ticket} helpdesk={helpdesk} onPick={pickOrder} />
    </Panel>
  );
}
