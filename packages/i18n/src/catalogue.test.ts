import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from './catalogue.ts';
import { placeholdersOf } from './message.ts';
import { createTranslator } from './translator.ts';

// Every group that a page may bring along.
for (const file of readdirSync(new URL('./words', import.meta.url))) await import(`./words/${file}`);

const entries = Object.entries(MESSAGES);
const files = readdirSync(new URL('./messages', import.meta.url));
const groups: Record<string, object>[] = await Promise.all(files.map((file) => import(`./messages/${file}`)));

describe('the messages', () => {
  it('say something in both languages', () => {
    const silent = entries.filter(([, { zh, en }]) => zh.trim() === '' || en.trim() === '').map(([key]) => key);
    expect(silent).toEqual([]);
  });

  it('stand in one group only, so that no page changes the words of another', () => {
    const keys = groups.flatMap((group) => Object.values(group).flatMap((messages) => Object.keys(messages)));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('ask for the same values in both languages', () => {
    const different = entries
      .filter(([, { zh, en }]) => String(placeholdersOf(zh)) !== String(placeholdersOf(en)))
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('hold no Chinese in the English text, apart from the name of the language', () => {
    const mixed = entries.filter(([key, { en }]) => key !== 'app.language' && /\p{Script=Han}/u.test(en)).map(([key]) => key);
    expect(mixed).toEqual([]);
  });
});

describe('a translator', () => {
  it('puts values in and chooses the English word by number', () => {
    const zh = createTranslator('zh-CN');
    const en = createTranslator('en');
    expect(zh('list.shownAll', { count: 1200 })).toBe('共 1,200 件');
    expect(en('list.shownAll', { count: 1 })).toBe('1 case');
    expect(en('list.shownAll', { count: 2 })).toBe('2 cases');
  });

  it('words what came over the wire, and shows it as it is when there is no word', () => {
    const zh = createTranslator('zh-CN');
    expect(zh.word('state', 'filed')).toBe('待派遣');
    expect(zh.word('verb', '市长信箱')).toBe('市长信箱');
  });

  it('punctuates in its own way', () => {
    expect(createTranslator('zh-CN').pair('状态', createTranslator('zh-CN').list(['待受理', '待派遣']))).toBe(
      '状态：待受理、待派遣',
    );
    expect(createTranslator('en').pair('State', createTranslator('en').list(['Reported', 'Filed']))).toBe(
      'State: Reported, Filed',
    );
  });

  it('falls back to Chinese where a list has no English', () => {
    expect(createTranslator('en').pick({ zh: '道路破损', en: null })).toBe('道路破损');
  });
});
