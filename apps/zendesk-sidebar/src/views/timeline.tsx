import type { SidebarOrder } from '@tidings/contracts';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { More, Subtle } from './parts.js';
import { colour } from './theme.js';
import { words } from '../words.js';

type Parcel = SidebarOrder['parcels'][number];
type Step = Parcel['timeline'][number];

const SHOWN_AT_FIRST = 4;

const Steps = styled.ol`
  li {
    position: relative;
    padding: 0 0 10px 18px;
  }
  li::before {
    content: '';
    position: absolute;
    inset-inline-start: 2px;
    top: 7px;
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: ${colour('border.emphasis')};
  }
  li::after {
    content: '';
    position: absolute;
    inset-inline-start: 5px;
    top: 17px;
    bottom: -4px;
    width: 1px;
    background: ${colour('border.default')};
  }
  li:last-child::after {
    display: none;
  }
  li:last-child {
    padding-bottom: 0;
  }
`;

const Quotes = styled.ol`
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 8px;
  border-radius: 4px;
  background: ${colour('background.recessed')};
  font-size: 12px;
  line-height: 18px;
`;

function whereAndWhen({ when, place }: Step): string {
  return place === null ? when : `${when}, ${place}`;
}

function StepList({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  return (
    <Steps>
      {steps.map((step, index) => (
        <li key={`${steps.length - index} ${step.when}`}>
          {step.text}
          <Subtle>{whereAndWhen(step)}</Subtle>
        </li>
      ))}
    </Steps>
  );
}

/** Newest first; what is older than the last few steps on demand. */
export function Timeline({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  if (steps.length === 0) return null;
  const earlier = steps.slice(SHOWN_AT_FIRST);
  return (
    <>
      <StepList steps={steps.slice(0, SHOWN_AT_FIRST)} />
      {earlier.length > 0 && (
        <More title={words.earlier(earlier.length)}>
          <StepList steps={earlier} />
        </More>
      )}
    </>
  );
}

/** What the carrier wrote: shown on demand, and never as ours. */
export function Verbatim({ verbatim }: Pick<Parcel, 'verbatim'>): ReactNode {
  if (verbatim === null) return null;
  return (
    <More title={verbatim.summary}>
      <Quotes>
        {verbatim.reports.map((report, index) => (
          <li key={`${verbatim.reports.length - index} ${report.when}`}>
            <q>{report.text}</q>
            <Subtle>{[whereAndWhen(report), report.withdrawn].filter(Boolean).join(' · ')}</Subtle>
          </li>
        ))}
      </Quotes>
    </More>
  );
}
