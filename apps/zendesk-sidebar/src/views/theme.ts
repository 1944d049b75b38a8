import { DEFAULT_THEME, getColor, type IGardenTheme } from '@zendeskgarden/react-theming';
import { createGlobalStyle, type DefaultTheme } from 'styled-components';
import type { ColourScheme } from '../ticket/helpdesk.js';

export function themeFor(scheme: ColourScheme): IGardenTheme {
  return { ...DEFAULT_THEME, colors: { ...DEFAULT_THEME.colors, base: scheme } };
}

/** Garden types it by types of lodash, which it does not bring. */
const gardenColour = getColor as unknown as (of: { theme: IGardenTheme; variable: string }) => string;

/** Of Garden's palette, for the scheme that is on. */
export const colour =
  (variable: string) =>
  ({ theme }: { theme: DefaultTheme }): string =>
    gardenColour({ theme: theme as IGardenTheme, variable });

export type Mood = 'good' | 'neutral' | 'attention';

const MOODS: Readonly<Record<Mood, { readonly edge: string; readonly text: string }>> = {
  good: { edge: 'border.successEmphasis', text: 'foreground.success' },
  neutral: { edge: 'border.emphasis', text: 'foreground.subtle' },
  attention: { edge: 'border.warningEmphasis', text: 'foreground.warning' },
};

export const moodEdge = ({ $mood, theme }: { $mood: Mood; theme: DefaultTheme }): string =>
  colour(MOODS[$mood].edge)({ theme });

export const HUES = { good: 'green', neutral: 'grey', attention: 'yellow' } as const satisfies Record<
  Mood,
  string
>;

export const GlobalStyle = createGlobalStyle<object>`
  html { color-scheme: ${({ theme }) => ((theme as IGardenTheme).colors.base === 'dark' ? 'dark' : 'light')}; }
  body {
    margin: 0;
    background: ${colour('background.default')};
    color: ${colour('foreground.default')};
    font: 14px/20px system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
    overflow-wrap: anywhere;
  }
  h1, h2, h3, p, ol, ul, dl, dd { margin: 0; padding: 0; }
  ol, ul { list-style: none; }
`;
