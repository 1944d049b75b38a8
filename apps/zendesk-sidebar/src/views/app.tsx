import { ThemeProvider } from '@zendeskgarden/react-theming';
import { Component, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Failure } from '../ticket/failure.js';
import type { ColourScheme, Helpdesk } from '../ticket/helpdesk.js';
import { Failed, Loading } from './states.js';
import { GlobalStyle, themeFor } from './theme.js';
import { TicketView } from './ticket-view.js';

interface GuardProps {
  readonly children: ReactNode;
}

/** An answer of another shape than this version knows ends here, and not in an empty frame. */
class Guard extends Component<GuardProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Failed failure="unreadable" isAsking={false} onRetry={() => this.setState({ hasFailed: false })} />
    );
  }
}

/** The frame is as high as what stands in it. */
function useFittingHeight(helpdesk: Helpdesk | null) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    if (element === null || helpdesk === null) return undefined;
    let told = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      helpdesk.fitHeight(height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [helpdesk]);
  return root;
}

export type Connection = { readonly helpdesk: Helpdesk } | { readonly failure: Failure };

export interface AppProps {
  /** Never rejects; asked once. */
  readonly connect: () => Promise<Connection>;
  readonly scheme: ColourScheme;
}

function useConnection(connect: () => Promise<Connection>): Connection | null {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => void connect().then(setConnection), [connect]);
  return connection;
}

function reload(): void {
  window.location.reload();
}

function Content({ connection }: { readonly connection: Connection | null }): ReactNode {
  if (connection === null) return <Loading />;
  return 'failure' in connection ? (
    <Failed failure={connection.failure} isAsking={false} onRetry={reload} />
  ) : (
    <TicketView helpdesk={connection.helpdesk} />
  );
}

export function App({ connect, scheme: first }: AppProps): ReactNode {
  const connection = useConnection(connect);
  const helpdesk = connection !== null && 'helpdesk' in connection ? connection.helpdesk : null;
  const [scheme, setScheme] = useState(first);
  const root = useFittingHeight(helpdesk);
  useEffect(() => helpdesk?.onColourScheme(setScheme), [helpdesk]);
  return (
    <ThemeProvider theme={themeFor(scheme)}>
      <GlobalStyle />
      <div ref={root}>
        <Guard>
          <Content connection={connection} />
        </Guard>
      </div>
    </ThemeProvider>
  );
}
