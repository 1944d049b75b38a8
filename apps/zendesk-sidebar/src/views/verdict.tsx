import type { SidebarTicket } from '@tidings/contracts';
import type { ReactNode } from 'react';
import { words } from '../words.js';
import { Card, SmallHeading, Subtle } from './parts.js';
import type { Mood } from './theme.js';

type VerdictFacts = NonNullable<SidebarTicket['verdict']>;

const MOODS: Readonly<Record<VerdictFacts['kind'], Mood>> = {
  answered: 'good',
  would_answer: 'neutral',
  handed_over: 'attention',
  left_alone: 'neutral',
  pending: 'neutral',
};

/** What Tidings did with the ticket before the agent came to it. */
export function Verdict({ kind, label, because, when, macro }: VerdictFacts): ReactNode {
  const details = [when, macro === null ? null : words.macro(macro)].filter((text) => text !== null);
  return (
    <Card $mood={MOODS[kind]} aria-label={words.tidings}>
      <SmallHeading as="h2">{words.tidings}</SmallHeading>
      <p>
        <strong>{label}</strong>
      </p>
      {because !== null && <p>{because}</p>}
      {details.length > 0 && <Subtle>{details.join(' · ')}</Subtle>}
    </Card>
  );
}
