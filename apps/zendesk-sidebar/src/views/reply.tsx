import { Button } from '@zendeskgarden/react-buttons';
import { type ReactNode, useState } from 'react';
import styled from 'styled-components';
import type { Helpdesk, Reply as ReplyText } from '../ticket/helpdesk.js';
import { words } from '../words.js';
import { More, SmallHeading, Subtle } from './parts.js';
import { colour } from './theme.js';

const Box = styled.section`
  display: flex;
  flex-direction: column;
  gap: 8px;
`;

const Preview = styled.p`
  white-space: pre-line;
  padding: 8px;
  border-radius: 4px;
  background: ${colour('background.recessed')};
`;

type Progress = { readonly is: 'idle' | 'busy' | 'failed' } | { readonly is: 'done'; readonly says: string };

interface ReplyProps {
  readonly reply: (ReplyText & { readonly macro: string | null }) | null;
  readonly noReply: string | null;
  readonly helpdesk: Helpdesk;
}

function toldBy(progress: Progress): string {
  if (progress.is === 'done') return progress.says;
  return progress.is === 'failed' ? words.notInserted : '';
}

/** An agent reads the reply, inserts it, and sends it or does not; nothing here sends. */
export function Reply({ reply, noReply, helpdesk }: ReplyProps): ReactNode {
  const [progress, setProgress] = useState<Progress>({ is: 'idle' });
  if (reply === null) return noReply === null ? null : <Subtle>{noReply}</Subtle>;
  const insert = async (): Promise<void> => {
    setProgress({ is: 'busy' });
    try {
      setProgress({ is: 'done', says: words.inserted[await helpdesk.insertReply(reply)] });
    } catch {
      setProgress({ is: 'failed' });
    }
  };
  const isBusy = progress.is === 'busy';
  return (
    <Box aria-label={words.reply}>
      <SmallHeading as="h2">{reply.macro === null ? words.reply : words.macro(reply.macro)}</SmallHeading>
      <Button
        isPrimary
        isStretched
        size="small"
        aria-disabled={isBusy}
        onClick={isBusy ? undefined : () => void insert()}
      >
        {isBusy ? words.inserting : words.insert}
      </Button>
      <Subtle as="div" role="status">
        {toldBy(progress)}
      </Subtle>
      <More title={words.preview}>
        <Preview>{reply.text}</Preview>
        {reply.text.includes('{{') && <Subtle>{words.filledLater}</Subtle>}
      </More>
    </Box>
  );
}
