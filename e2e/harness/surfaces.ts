import type { Page } from 'playwright-core';

interface Surfaces {
  readonly page: 'dark' | 'light' | 'between';
  /** The beginnings of larger surfaces that are nearly white. */
  readonly pale: readonly string[];
}

const MEASURE = `(() => {
  const LARGE_PX2 = 5_000;
  const PALE = 0.8;
  const lightness = (element) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (getComputedStyle(element).backgroundColor.match(/[\\d.]+/g) ?? []).map(Number);
    return alpha < 0.5 ? 0 : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  };
  const isPale = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width * height > LARGE_PX2 && lightness(element) > PALE;
  };
  const pale = [...document.querySelectorAll('body *')].filter(isPale).map(({ outerHTML }) => outerHTML.slice(0, 120));
  const page = lightness(document.body);
  return { page: page < 0.15 ? 'dark' : page > 0.85 ? 'light' : 'between', pale };
})()`;

/** How light the page is; photos and what is drawn on a canvas have no say. */
export const surfacesOf = (page: Page): Promise<Surfaces> => page.evaluate<Surfaces>(MEASURE);
