import type { EmergencyLine } from '../catalogue/index.ts';

/** Words of daily speech that belong to an emergency line. Short on purpose: a notice that cries wolf is not read. */
const WORDS: Readonly<Record<EmergencyLine, readonly string[]>> = {
  '119': [
    '着火',
    '起火',
    '失火',
    '火灾',
    '冒浓烟',
    '燃气泄漏',
    '煤气泄漏',
    '液化气泄漏',
    '爆炸',
    '困在电梯',
    '被困电梯',
    '电梯困人',
  ],
  '120': ['昏迷', '晕倒', '昏倒', '大出血', '没有呼吸', '呼吸困难', '心脏病发', '中毒', '触电', '溺水', '落水'],
  '122': ['车祸', '交通事故', '撞人', '撞车', '肇事逃逸', '追尾'],
  '110': ['打架', '斗殴', '持刀', '抢劫', '砍人', '伤人', '绑架', '家暴', '有人跳楼', '要跳楼', '轻生', '入室'],
};

/** Where these stand around the word, nothing is happening now: 火灾隐患 is a matter for this platform. */
const TAME_AFTER = ['隐患', '风险', '演练', '演习', '宣传', '预案', '保险'];
const TAME_BEFORE = ['防止', '预防', '避免', '谨防', '以免', '没有', '并未', '未', '防', '容易', '可能', '曾经', '担心'];

const ORDER: readonly EmergencyLine[] = ['119', '120', '122', '110'];

export interface EmergencyHint {
  readonly line: EmergencyLine;
  /** The word that was written. */
  readonly word: string;
}

function isMeant(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const [before, after] = [text.slice(0, at), text.slice(at + word.length)];
    const isTame = TAME_AFTER.some((tame) => after.startsWith(tame)) || TAME_BEFORE.some((tame) => before.endsWith(tame));
    if (!isTame) return true;
  }
  return false;
}

/** Lines that the words of a report call for, each with the word that says so: life and fire before everything else. */
export function emergencyHints(text: string): EmergencyHint[] {
  return ORDER.flatMap((line) => {
    const word = WORDS[line].find((one) => isMeant(text, one));
    return word === undefined ? [] : [{ line, word }];
  });
}
