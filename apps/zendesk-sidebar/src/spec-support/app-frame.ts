import type { Frame, Page } from 'playwright-core';

/** The app in the page of its host. */
export function frameOf(page: Page): Frame {
  const frame = page.frames().at(1);
  if (frame === undefined) throw new Error('the host shows no frame');
  return frame;
}

/** The host's colours change, and what would fade into them has them at once. The app's policy lets no predicate be polled in its frame. */
export async function turn(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(`host.fire('colorScheme.changed', '${scheme}')`);
  await frameOf(page).evaluate(`new Promise((turned) => {
    const look = () => (getComputedStyle(document.documentElement).colorScheme === '${scheme}' ? turned() : requestAnimationFrame(look));
    look();
  }).then(() => document.getAnimations().forEach((each) => each.finish()))`);
}
