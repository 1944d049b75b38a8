import type { SidebarOrder } from '@tidings/contracts';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { Card, Heading, Hidden, SmallHeading, Subtle } from './parts.js';
import { colour } from './theme.js';

type Expected = NonNullable<SidebarOrder['expected']>;
type Progress = NonNullable<SidebarOrder['progress']>;
type StageState = Progress['stages'][number]['state'];

const When = styled.p`
  font-size: 16px;
  line-height: 22px;
  font-weight: 600;
  text-wrap: balance;
`;

/** The date, and what it rests on. */
export function ExpectedDate({ label, when, says }: Expected): ReactNode {
  return (
    <div>
      <SmallHeading>{label}</SmallHeading>
      {when !== null && <When>{when}</When>}
      {says.map((sentence) => (
        <Subtle key={sentence}>{sentence}</Subtle>
      ))}
    </div>
  );
}

const Track = styled.ol`
  display: flex;
  gap: 4px;
`;

const SEGMENTS: Readonly<Record<StageState, string>> = {
  done: 'border.primaryEmphasis',
  current: 'border.primaryEmphasis',
  ahead: 'border.default',
};

const Segment = styled.li<{ $state: StageState }>`
  flex: ${({ $state }) => ($state === 'current' ? 2 : 1)};
  height: 6px;
  border-radius: 3px;
  background: ${({ $state, theme }) => colour(SEGMENTS[$state])({ theme })};
`;

/** The width has room for three names: those of the ends, and of where it is. */
const Ends = styled(Subtle)`
  display: flex;
  justify-content: space-between;
  gap: 8px;
  padding-top: 4px;
`;

/** An end that it has reached is named once. */
function namesOf(stages: Progress['stages']): readonly string[] {
  const current = stages.find(({ state }) => state === 'current') ?? stages.at(-1);
  return [...new Set([stages[0]?.label, current?.label, stages.at(-1)?.label])].filter(
    (label) => label !== undefined,
  );
}

function ProgressTrack({ label, stages }: Progress): ReactNode {
  return (
    <div>
      <Track aria-label={label}>
        {stages.map((stage) => (
          <Segment
            key={stage.label}
            $state={stage.state}
            aria-current={stage.state === 'current' ? 'step' : undefined}
          >
            <Hidden>{`${stage.label} (${stage.stateLabel})`}</Hidden>
          </Segment>
        ))}
      </Track>
      <Ends aria-hidden="true">
        {namesOf(stages).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </Ends>
    </div>
  );
}

/** Where the order stands, in the words that its customer reads. */
export function Standing({ order }: { readonly order: SidebarOrder }): ReactNode {
  const { mood, headline, sentence, expected, next, progress } = order;
  return (
    <Card $mood={mood} aria-label={headline}>
      <Heading>{headline}</Heading>
      {order.openCase?.says.includes(sentence) !== true && <p>{sentence}</p>}
      {expected !== null && <ExpectedDate {...expected} />}
      {progress !== null && <ProgressTrack {...progress} />}
      {next !== null && <p>{next}</p>}
    </Card>
  );
}
