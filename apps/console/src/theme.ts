import type { ThemeConfig } from 'antd';

/** System fonts, Chinese first; nothing is downloaded. */
const FONTS =
  '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", sans-serif';

/** One brand colour, for the primary action and the present place; everything coloured besides means time or risk. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#1f4e8c',
    colorLink: '#1f4e8c',
    colorTextSecondary: '#55606e',
    colorTextDescription: '#55606e',
    colorTextTertiary: '#55606e',
    colorTextPlaceholder: '#6b7280',
    borderRadius: 4,
    fontFamily: FONTS,
    fontSize: 14,
    // Read once: whoever changes the wish of the system loads the page anew.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
  components: { Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' } },
};
