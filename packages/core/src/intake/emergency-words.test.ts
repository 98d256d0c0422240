import { describe, expect, it } from 'vitest';
import { emergencyHints } from './emergency-words.ts';

describe('words that belong to an emergency line', () => {
  it.each([
    ['三号楼五楼着火了，烟很大', '119', '着火'],
    ['老人在菜场门口晕倒', '120', '晕倒'],
    ['路口两车追尾，堵住了', '122', '追尾'],
    ['小区门口有人打架', '110', '打架'],
  ])('%s → %s', (text, line, word) => {
    expect(emergencyHints(text)).toEqual([{ line, word }]);
  });

  it('names every line that is called for, fire and life first', () => {
    expect(emergencyHints('车祸，车子起火，有人昏迷').map(({ line }) => line)).toEqual(['119', '120', '122']);
  });

  it.each(['楼道堆物有火灾隐患', '希望防止火灾', '路灯不亮，容易撞车', '消防演练宣传栏破损', '垃圾堆在路边', '担心爆炸', ''])(
    'stays silent for what is not happening now: %s',
    (text) => {
      expect(emergencyHints(text)).toEqual([]);
    },
  );

  it('is not silenced by a tame place when the word is meant elsewhere', () => {
    expect(emergencyHints('上次说有火灾隐患，今天真的火灾了')).toEqual([{ line: '119', word: '火灾' }]);
  });
});
