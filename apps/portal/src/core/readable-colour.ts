/** `#rrggbb` */
export type Colour = string;

type Channels = readonly [number, number, number];

const BLACK: Channels = [0, 0, 0];
const WHITE: Channels = [255, 255, 255];
const STEPS = 20;

function channels(colour: Colour): Channels {
  const at = (index: number): number => Number.parseInt(colour.slice(index, index + 2), 16);
  return [at(1), at(3), at(5)];
}

function toColour(parts: Channels): Colour {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, WCAG 2.2. */
function luminance(parts: Channels): number {
  const [red, green, blue] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(channels(one)), luminance(channels(other))].toSorted(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever is easier to read on it. */
export function inkOn(ground: Colour): Colour {
  const [black, white] = [toColour(BLACK), toColour(WHITE)];
  return contrast(black, ground) > contrast(white, ground) ? black : white;
}

/** The lightness of HSL, from 0 to 1. */
function lightnessOf(parts: Channels): number {
  return (Math.max(...parts) + Math.min(...parts)) / 510;
}

/** The same hue and saturation, those of HSL: mixed with white, a dark green would come out grey. */
function atLightness(parts: Channels, lightness: number): Channels {
  const [low, span] = [Math.min(...parts), Math.max(...parts) - Math.min(...parts)];
  const room = (of: number): number => 255 * (1 - Math.abs(2 * of - 1));
  const chroma = span === 0 ? 0 : (span * room(lightness)) / room(lightnessOf(parts));
  const shift = (part: number): number =>
    255 * lightness - chroma / 2 + (span === 0 ? 0 : ((part - low) * chroma) / span);
  return [shift(parts[0]), shift(parts[1]), shift(parts[2])];
}

/** The colour itself where it reaches that contrast on the ground, else the nearest shade of it, darker or lighter, that does. */
export function readableOn(ground: Colour, colour: Colour, atLeast: number): Colour {
  const from = channels(colour);
  const [start, end] = [lightnessOf(from), lightnessOf(channels(inkOn(ground)))];
  for (let step = 0; step < STEPS; step++) {
    const shade = toColour(atLightness(from, start + ((end - start) * step) / STEPS));
    if (contrast(shade, ground) >= atLeast) return shade;
  }
  return inkOn(ground);
}
