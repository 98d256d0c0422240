import { pinyin } from 'pinyin-pro';

/** Initials of a Chinese name, as people type them to find it: 暴露生活垃圾 → `blshlj`. Latin letters and digits stay. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
