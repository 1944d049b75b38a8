import type { ZafSdk } from './zaf-client.js';

/** Zendesk asks apps to load its SDK from here; it serves no other hosts. */
const CDN_SDK = 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js';

export function isZendesk(origin: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && hostname.endsWith('.zendesk.com');
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`cannot load ${src}`)));
    document.head.append(script);
  });
}

async function loadFromZendesk(): Promise<ZafSdk | undefined> {
  try {
    await loadScript(CDN_SDK);
    return (window as { ZAFClient?: ZafSdk }).ZAFClient;
  } catch {
    // A network that keeps Zendesk's CDN away; the bundled SDK speaks the same protocol.
    return undefined;
  }
}

/** In Zendesk, Zendesk's own SDK; with any other host, and where that does not load, the one in the package. */
export async function loadSdk(origin: string | null): Promise<ZafSdk> {
  const own = isZendesk(origin) ? await loadFromZendesk() : undefined;
  return own ?? (await import('zendesk_app_framework_sdk')).default;
}
