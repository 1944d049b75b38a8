import { createRoot } from 'react-dom/client';
import { failureOf } from './ticket/failure.js';
import { App, type Connection } from './views/app.js';
import { connectZendesk } from './zaf/connect-zendesk.js';
import { loadSdk } from './zaf/load-sdk.js';

const query = new URLSearchParams(window.location.search);

async function connect(): Promise<Connection> {
  const client = (await loadSdk(query.get('origin'))).init();
  if (client === false) return { failure: 'outside' };
  try {
    return { helpdesk: await connectZendesk(client) };
  } catch (reason) {
    return { failure: failureOf(reason).kind };
  }
}

// It stands in the address, so that a dark frame is dark from its first paint.
const scheme = query.get('colorScheme') === 'dark' ? 'dark' : 'light';
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App connect={connect} scheme={scheme} />);
