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

/** Stands before everything else: somebody has to act. */
export function OpenCase({
  title,
  says,
  due,
  isOverdue,
  options,
  chosen,
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
    </Card>
  );
}
