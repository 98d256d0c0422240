/** The colours of colours.css that something besides a style sheet draws with. */
export type Colour =
  | 'ink'
  | 'quiet'
  | 'faint'
  | 'line'
  | 'paper'
  | 'raised'
  | 'ground'
  | 'brand'
  | 'brand-soft'
  | 'on-fill'
  | 'green'
  | 'amber'
  | 'red'
  | 'grey'
  | 'ended'
  | `map-${'ink' | 'outer' | 'line' | 'here' | 'most' | 'earth' | 'land' | 'water' | 'building' | 'road' | 'boundary'}`;

export type Palette = (colour: Colour) => string;

/** The colours as they are for an element now: on the wall others than in the rest of the console. */
export function paletteAt(element: Element): Palette {
  const style = getComputedStyle(element);
  return (colour) => style.getPropertyValue(`--${colour}`).trim();
}
