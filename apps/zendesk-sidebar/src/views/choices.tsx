import type { SidebarChoice } from '@tidings/contracts';
import { Tag } from '@zendeskgarden/react-tags';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { words } from '../words.js';
import { Subtle } from './parts.js';
import { colour, HUES } from './theme.js';

const List = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 8px;
`;

const Choice = styled.button`
  display: block;
  width: 100%;
  padding: 10px 12px;
  border: 1px solid ${colour('border.default')};
  border-radius: 6px;
  background: ${colour('background.raised')};
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;

  &:hover {
    border-color: ${colour('border.primaryEmphasis')};
  }
  &:focus-visible {
    outline: 2px solid ${colour('border.primaryEmphasis')};
    outline-offset: 1px;
  }
`;

const Line = styled.span`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 4px 8px;
`;

interface ChoicesProps {
  readonly orders: readonly SidebarChoice[];
  readonly onPick: (orderNumber: string) => void;
}

export function Choices({ orders, onPick }: ChoicesProps): ReactNode {
  return (
    <List>
      {orders.map(({ orderNumber, title, label, mood, placed, isRequesters }) => (
        <li key={orderNumber}>
          <Choice type="button" onClick={() => onPick(orderNumber)}>
            <Line>
              <strong>{title}</strong>
              <Tag hue={HUES[mood]} size="small">
                <span>{label}</span>
              </Tag>
            </Line>
            {placed !== null && <Subtle as="span">{words.placed(placed)}</Subtle>}
            {!isRequesters && <Subtle>{words.notTheirs}</Subtle>}
          </Choice>
        </li>
      ))}
    </List>
  );
}
