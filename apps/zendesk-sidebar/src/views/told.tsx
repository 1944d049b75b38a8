import type { SidebarOrder } from '@tidings/contracts';
import { Tag } from '@zendeskgarden/react-tags';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { words } from '../words.js';
import { Disclosure, Facts, More, Row, Subtle } from './parts.js';
import { colour } from './theme.js';

type Told = SidebarOrder['told'][number];
type Decision = SidebarOrder['decisions'][number];

const Entries = styled.ol`
  display: flex;
  flex-direction: column;

  > li {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 8px 0;
    border-top: 1px solid ${colour('border.subtle')};
  }
  > li:first-child {
    border-top: 0;
    padding-top: 0;
  }
`;

/** What came to nothing is not what an agent has to see first: its tag is plain. */
const PLAIN = '';
type Hue = 'green' | 'blue' | 'yellow' | 'red' | typeof PLAIN;

const STATE_HUES: Readonly<Record<Told['state'], Hue>> = {
  sent: 'green',
  waiting: 'blue',
  held: 'yellow',
  dropped: PLAIN,
  undeliverable: 'red',
};

const RESULT_HUES: Readonly<Record<Decision['result'], Hue>> = {
  spoke: 'green',
  quiet: PLAIN,
  case_opened: 'yellow',
  case_closed: 'green',
};

function ToldEntry({ text, parcels, when, state, stateLabel, because }: Told): ReactNode {
  return (
    <li>
      <Row>
        <span>{text}</span>
        <Tag hue={STATE_HUES[state]} size="small">
          <span>{stateLabel}</span>
        </Tag>
      </Row>
      {parcels !== null && <Subtle>{parcels}</Subtle>}
      <Subtle>{when}</Subtle>
      {because !== null && <Subtle>{because}</Subtle>}
    </li>
  );
}

function DecisionEntry({
  text,
  parcels,
  when,
  result,
  resultLabel,
  because,
  otherwise,
  rule,
  inputs,
}: Decision): ReactNode {
  return (
    <li>
      <div>{text}</div>
      {parcels !== null && <Subtle>{parcels}</Subtle>}
      <Row>
        <Subtle>{when}</Subtle>
        <Tag hue={RESULT_HUES[result]} size="small">
          <span>{resultLabel}</span>
        </Tag>
      </Row>
      {because !== null && <p>{because}</p>}
      <More title={words.trace}>
        {otherwise !== null && <Subtle>{otherwise}</Subtle>}
        <Facts rows={inputs} />
        <Subtle>{rule}</Subtle>
      </More>
    </li>
  );
}

/** What they heard from us already, so that nobody tells it them a second time. */
export function ToldList({ order: { told, promised } }: { readonly order: SidebarOrder }): ReactNode {
  return (
    <Disclosure title={words.told} isOpen>
      {promised !== null && <p>{promised.isOverdue ? <strong>{promised.text}</strong> : promised.text}</p>}
      {told.length === 0 ? (
        <Subtle>{words.toldNothing}</Subtle>
      ) : (
        <Entries>
          {told.map((each) => (
            <ToldEntry {...each} key={each.key} />
          ))}
        </Entries>
      )}
    </Disclosure>
  );
}

/** "Why was no mail sent?" */
export function DecisionList({ order: { decisions } }: { readonly order: SidebarOrder }): ReactNode {
  return (
    <Disclosure title={words.decisions}>
      {decisions.length === 0 ? (
        <Subtle>{words.decidedNothing}</Subtle>
      ) : (
        <Entries>
          {decisions.map((each) => (
            <DecisionEntry {...each} key={each.key} />
          ))}
        </Entries>
      )}
    </Disclosure>
  );
}
