import type { Frame } from 'playwright-core';

/**
 * Rules whose answer hangs on colours. Where markup is the same in light and in dark, they alone can tell the second from the
 * first.
 */
export const COLOUR_RULES: readonly string[] = ['color-contrast', 'link-in-text-block'];

const FINISH_ANIMATIONS = `document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .forEach((each) => each.finish())`;

/**
 * What axe has against a page or a frame as it is, as `rule: elements`; what fades or moves has done so first. It needs scripts to
 * be allowed.
 * @param rules left out: all that axe has by default
 */
export async function axeViolations(
  shown: Pick<Frame, 'evaluate'>,
  rules?: readonly string[],
): Promise<string[]> {
  if (!(await shown.evaluate<boolean>("'axe' in window"))) {
    // Half a megabyte, which no suite without it should load.
    const { default: axe } = await import('axe-core');
    await shown.evaluate(axe.source);
  }
  // Counts what is wrong and nothing else: a whole report costs as much as the look itself.
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  await shown.evaluate(FINISH_ANIMATIONS);
  return shown.evaluate<string[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
}
