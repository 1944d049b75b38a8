import type { ReactNode } from 'react';
import styled from 'styled-components';
import { colour, type Mood, moodEdge } from './theme.js';

export const Panel = styled.main`
  display: flex;
  flex-direction: column;
  gap: 12px;
  padding: 12px;
  max-width: 560px;
  overflow-x: clip;
`;

/** The edge's colour repeats what the heading says. */
export const Card = styled.section<{ $mood: Mood }>`
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 12px;
  border: 1px solid ${colour('border.default')};
  border-inline-start: 4px solid ${moodEdge};
  border-radius: 6px;
  background: ${colour('background.raised')};
`;

export const Heading = styled.h2`
  font-size: 16px;
  line-height: 22px;
  font-weight: 600;
`;

export const SmallHeading = styled.h3`
  font-size: 12px;
  line-height: 16px;
  font-weight: 600;
  color: ${colour('foreground.subtle')};
`;

export const Subtle = styled.p`
  font-size: 12px;
  line-height: 18px;
  color: ${colour('foreground.subtle')};
`;

export const Hidden = styled.span`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

export const Row = styled.div`
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 8px;
`;

const Details = styled.details`
  border-top: 1px solid ${colour('border.subtle')};
  padding-top: 4px;
`;

const Summary = styled.summary`
  display: flex;
  align-items: center;
  gap: 8px;
  padding: 6px 0;
  cursor: pointer;
  font-weight: 600;
  list-style: none;
  border-radius: 4px;

  &::-webkit-details-marker {
    display: none;
  }
  &::before {
    content: '';
    flex: none;
    width: 6px;
    height: 6px;
    margin: 0 4px 0 2px;
    border: solid ${colour('foreground.subtle')};
    border-width: 1.5px 1.5px 0 0;
    transform: rotate(45deg) translate(-1px, 1px);
  }
  ${Details}[open] > &::before {
    transform: rotate(135deg) translate(-1px, 1px);
  }
  &:focus-visible {
    outline: 2px solid ${colour('border.primaryEmphasis')};
    outline-offset: 1px;
  }
`;

const Body = styled.div`
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 4px 0 8px;
`;

interface DisclosureProps {
  readonly title: ReactNode;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** What can wait until somebody asks for it. */
export function Disclosure({ title, isOpen = false, children }: DisclosureProps): ReactNode {
  return (
    <Details open={isOpen}>
      <Summary>{title}</Summary>
      <Body>{children}</Body>
    </Details>
  );
}

const Small = styled(Summary)`
  font-size: 12px;
  font-weight: 400;
  padding: 2px 0;
  color: ${colour('foreground.primary')};
`;

const Plain = styled(Details)`
  border-top: 0;
  padding-top: 0;
`;

/** The same within a card. */
export function More({ title, children }: DisclosureProps): ReactNode {
  return (
    <Plain>
      <Small>{title}</Small>
      <Body>{children}</Body>
    </Plain>
  );
}

export interface FactRow {
  readonly label: string;
  readonly value: string;
}

const List = styled.dl`
  display: grid;
  grid-template-columns: fit-content(60%) 1fr;
  gap: 2px 12px;
  font-size: 12px;
  line-height: 18px;

  dt {
    color: ${colour('foreground.subtle')};
  }
`;

export function Facts({ rows }: { readonly rows: readonly FactRow[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <List>
      {rows.map(({ label, value }) => [<dt key={`${label}?`}>{label}</dt>, <dd key={label}>{value}</dd>])}
    </List>
  );
}
