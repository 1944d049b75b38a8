import { Button } from '@zendeskgarden/react-buttons';
import { Skeleton } from '@zendeskgarden/react-loaders';
import { type ReactNode, useEffect, useState } from 'react';
import styled from 'styled-components';
import type { Failure } from '../ticket/failure.js';
import { words } from '../words.js';
import { Heading, Hidden, Panel, Subtle } from './parts.js';

const SLOW_MS = 4_000;

const Bars = styled.div`
  display: flex;
  flex-direction: column;
  gap: 10px;

  @media (prefers-reduced-motion: reduce) {
    *::before {
      animation: none !important;
    }
  }
`;

export function Loading(): ReactNode {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Panel aria-busy="true">
      <div role="status">
        <Hidden>{words.loading}</Hidden>
        {isSlow && <Subtle>{words.slow}</Subtle>}
      </div>
      <Bars aria-hidden="true">
        <Skeleton width="45%" height="20px" />
        <Skeleton height="96px" />
        <Skeleton height="32px" />
        <Skeleton width="70%" />
        <Skeleton width="55%" />
        <Skeleton width="62%" />
      </Bars>
    </Panel>
  );
}

/** Failures that another try cannot mend have no button for one. */
const HOPELESS: ReadonlySet<Failure> = new Set<Failure>(['outside']);

const Said = styled.div`
  display: flex;
  flex-direction: column;
  gap: 4px;
`;

interface FailedProps {
  readonly failure: Failure;
  readonly isAsking: boolean;
  readonly onRetry: () => void;
}

export function Failed({ failure, isAsking, onRetry }: FailedProps): ReactNode {
  const { title, text } = words.failures[failure];
  return (
    <Panel>
      <Said role="alert">
        <Heading as="h1">{title}</Heading>
        <p>{text}</p>
      </Said>
      {!HOPELESS.has(failure) && (
        <div>
          <Button size="small" aria-disabled={isAsking} onClick={isAsking ? undefined : onRetry}>
            {isAsking ? words.refreshing : words.retry}
          </Button>
        </div>
      )}
    </Panel>
  );
}
