import type { SidebarTicket } from '@tidings/contracts';
import { Alert } from '@zendeskgarden/react-notifications';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import type { Helpdesk } from '../ticket/helpdesk.js';
import { words } from '../words.js';
import { Choices } from './choices.js';
import { OpenCase } from './open-case.js';
import { Disclosure, Hidden, Subtle } from './parts.js';
import { Parcels } from './parcels.js';
import { Reply } from './reply.js';
import { Standing } from './standing.js';
import { colour } from './theme.js';
import { DecisionList, ToldList } from './told.js';

type Found = Extract<SidebarTicket, { state: 'found' }>;

const Sections = styled.div`
  display: flex;
  flex-direction: column;
  gap: 4px;
`;

const Link = styled.a`
  color: ${colour('foreground.primary')};
`;

interface OrderViewProps {
  readonly ticket: Found;
  readonly helpdesk: Helpdesk;
  readonly onPick: (orderNumber: string) => void;
}

function Warnings({ ticket: { match, order } }: Pick<OrderViewProps, 'ticket'>): ReactNode {
  return (
    <>
      {!match.isRequesters && (
        <Alert type="warning">
          <Alert.Title>{words.notTheirs}</Alert.Title>
          {words.notTheirsHint}
        </Alert>
      )}
      {order.stale !== null && (
        <Alert type="warning">
          <Alert.Title>{words.stale}</Alert.Title>
          {order.stale}
        </Alert>
      )}
    </>
  );
}

/** Open case first, then where it stands, then what to answer; everything else on demand. */
export function OrderView({ ticket, helpdesk, onPick }: OrderViewProps): ReactNode {
  const { order, others, reply, verdict } = ticket;
  // What stands above already is not said again.
  const isSaid = [verdict?.because, ticket.match.says].includes(ticket.noReply ?? '');
  const noReply = isSaid ? null : ticket.noReply;
  return (
    <>
      <Warnings ticket={ticket} />
      {order.openCase !== null && <OpenCase {...order.openCase} />}
      <Standing order={order} />
      <Reply key={order.title} reply={reply} noReply={noReply} helpdesk={helpdesk} />
      <Sections>
        <Parcels order={order} />
        <ToldList order={order} />
        <DecisionList order={order} />
        {others.length > 0 && (
          <Disclosure title={words.others(others.length)}>
            <Choices orders={others} onPick={onPick} />
          </Disclosure>
        )}
      </Sections>
      <footer>
        <Subtle>{`${order.updated.label}: ${order.updated.value}`}</Subtle>
        {order.pageUrl !== null && (
          <Subtle>
            <Link href={order.pageUrl} target="_blank" rel="noreferrer">
              {words.page} <Hidden>{words.opensNewTab}</Hidden>
            </Link>
          </Subtle>
        )}
      </footer>
    </>
  );
}
