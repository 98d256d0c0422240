import { theme, type ThemeConfig } from 'antd';
import type { Look } from './platform/appearance.ts';
import { paletteAt, type Palette } from './styles/palette.ts';

/** One brand colour, for the primary action and the present place; everything coloured besides means time or risk. */
export function themeOf(look: Look): ThemeConfig {
  const colour = paletteAt(document.documentElement);
  const onFill = { colorTextLightSolid: colour('on-fill'), colorWhite: colour('on-fill') };
  return {
    ...(look === 'dark' ? { algorithm: byNight } : {}),
    token: {
      colorPrimary: colour('brand'),
      colorLink: colour('brand'),
      // The library's own red is too light for words on white.
      colorError: colour('red'),
      colorTextSecondary: colour('quiet'),
      colorTextDescription: colour('quiet'),
      colorTextTertiary: colour('quiet'),
      colorTextPlaceholder: colour('faint'),
      borderRadius: 4,
      fontFamily: 'var(--fonts)',
      fontSize: 14,
      // Read once: whoever changes the wish of the system loads the page anew.
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
      ...(look === 'dark' ? surfacesOf(colour) : {}),
    },
    components: {
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Button: onFill,
      // Days of the months beside are to be chosen, too.
      DatePicker: { ...onFill, colorTextDisabled: colour('faint') },
      Checkbox: onFill,
      Radio: onFill,
    },
  };
}

/** Left to itself the library dims the brand colour by night. */
const byNight: typeof theme.darkAlgorithm = (seed, map) => ({
  ...theme.darkAlgorithm(seed, map),
  colorPrimary: seed.colorPrimary,
});

/** In the dark what lies above is lighter, since shadows cannot be seen. */
const surfacesOf = (colour: Palette): ThemeConfig['token'] => ({
  colorBgBase: colour('ground'),
  colorTextBase: colour('ink'),
  colorWarning: colour('amber'),
  colorSuccess: colour('green'),
  colorBgContainer: colour('paper'),
  colorBgElevated: colour('raised'),
  colorBgLayout: colour('ground'),
  colorBorder: colour('line'),
  colorPrimaryBg: colour('brand-soft'),
  colorPrimaryBgHover: colour('brand-soft'),
});
