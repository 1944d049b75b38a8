import type { SidebarOrder } from '@tidings/contracts';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { words } from '../words.js';
import { Disclosure, Facts, SmallHeading, Subtle } from './parts.js';
import { ExpectedDate } from './standing.js';
import { Timeline, Verbatim } from './timeline.js';

type Parcel = SidebarOrder['parcels'][number];

/** Without the dots of the journey below it. */
const Items = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 2px;
`;

function ItemList({ items }: { readonly items: readonly string[] }): ReactNode {
  return (
    <Items>
      {items.map((item, index) => (
        // Two lines of an order may read the same.
        <li key={index}>{item}</li>
      ))}
    </Items>
  );
}

function ParcelBody({ parcel }: { readonly parcel: Parcel }): ReactNode {
  return (
    <>
      {parcel.sentence !== null && <p>{parcel.sentence}</p>}
      {parcel.expected !== null && <ExpectedDate {...parcel.expected} />}
      <Facts rows={parcel.facts} />
      {parcel.items.length > 0 && (
        <div>
          <SmallHeading>{words.inIt}</SmallHeading>
          <ItemList items={parcel.items} />
        </div>
      )}
      {parcel.timeline.length > 0 && <SmallHeading>{words.happened}</SmallHeading>}
      <Timeline steps={parcel.timeline} />
      <Verbatim verbatim={parcel.verbatim} />
    </>
  );
}

/** Every parcel with its own journey; what is in none yet, and what happened before there were any. */
export function Parcels({ order }: { readonly order: SidebarOrder }): ReactNode {
  const { parcels, waiting, story } = order;
  return (
    <>
      {parcels.map((parcel) => (
        <Disclosure
          key={parcel.title}
          isOpen={parcels.length === 1}
          title={
            <span>
              {parcel.title}
              {parcel.label !== null && <Subtle as="span">{` · ${parcel.label}`}</Subtle>}
            </span>
          }
        >
          <ParcelBody parcel={parcel} />
        </Disclosure>
      ))}
      {waiting !== null && (
        <Disclosure title={waiting.title} isOpen>
          <ItemList items={waiting.items} />
        </Disclosure>
      )}
      {story !== null && (
        <Disclosure title={story.title} isOpen={parcels.length === 0}>
          <Timeline steps={story.timeline} />
        </Disclosure>
      )}
    </>
  );
}
