import type { SidebarOrder } from '@tidings/contracts';
import { Tag } from '@zendeskgarden/react-tags';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { words } from '../words.js';
import { Card, Heading, Row, SmallHeading } from './parts.js';

const Options = styled.ul`
  padding-inline-start: 16px;
  list-style: disc;
`;

const Address = styled.address`
  display: flex;
  flex-direction: column;
  font-style: normal;
  overflow-wrap: anywhere;
`;

/** Stands before everything else: somebody has to act. */
export function OpenCase({
  title,
  says,
  due,
  isOverdue,
  options,
  chosen,
  address,
}: NonNullable<SidebarOrder['openCase']>): ReactNode {
  return (
    <Card $mood="attention" aria-label={words.openCase}>
      <Row>
        <SmallHeading as="p">{words.openCase}</SmallHeading>
        <Tag hue={isOverdue ? 'red' : 'yellow'}>
          <span>{due}</span>
        </Tag>
      </Row>
      <Heading>{title}</Heading>
      {says.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {chosen === null ? (
        <div>
          <SmallHeading>{words.offered}</SmallHeading>
          <Options>
            {options.map((option) => (
              <li key={option}>{option}</li>
            ))}
          </Options>
        </div>
      ) : (
        <div>
          <SmallHeading>{words.chosen}</SmallHeading>
          <p>{chosen}</p>
        </div>
      )}
      {address != null && (
        <div>
          <SmallHeading>{address.label}</SmallHeading>
          <Address>
            {address.lines.map((line, index) => (
              // Two lines may read the same.
              <span key={index}>{line}</span>
            ))}
          </Address>
        </div>
      )}
    </Card>
  );
}
