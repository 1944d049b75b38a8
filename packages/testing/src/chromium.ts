import type { Browser } from 'playwright-core';
import { findChromium } from './chromium-binary.js';

/**
 * A real browser without a window. The packaged one's own arguments would switch web security off and put everything into
 * one process; these leave both as a customer's browser has them.
 */
export async function launchChromium(): Promise<Browser> {
  // Seconds to load, which no suite without a browser should pay.
  const { chromium } = await import('playwright-core');
  const { path, env } = await findChromium();
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    env: { ...definedEnv(), ...env },
  });
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
