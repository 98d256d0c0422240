import type { Message } from '../message.ts';

/** What colleagues do at this moment, and what is kept of one's own work meanwhile. */
export const live = {
  'live.taken': { zh: '{person} 已接手', en: '{person} has taken it' },
  'live.moved': { zh: '{person}：{verb}', en: '{person}: {verb}' },
  'live.gone': { zh: '已离开您的范围', en: 'Has left your reach' },
  'live.banner': { zh: '刚才 {person} 办理了「{verb}」', en: '{person} has just done “{verb}”' },
  'live.bannerOwner': { zh: '现在由 {owner} 负责。', en: 'It is with {owner} now.' },
  'live.bannerEnded': { zh: '案件已办结。', en: 'The case has ended.' },
  'live.bannerMay': { zh: '下面的按钮已按最新情况更新。', en: 'The buttons below are those of the present state.' },
  'live.bannerMayNot': { zh: '您可以继续查看，不必再办理。', en: 'You can go on reading; nothing is left for you to do.' },
  'live.bannerGone': { zh: '这个案件已离开您的范围', en: 'This case has left your reach' },
  'live.bannerGoneHint': {
    zh: '页面上是此前的内容，不会再更新。没有提交的填写仍保存在本机。',
    en: 'The page shows it as it was and is no longer renewed. What you typed is kept on this computer.',
  },
  'live.understood': { zh: '知道了', en: 'Understood' },
  'live.reading': { zh: '{person} 也在看', en: '{person} has it open, too' },
  'live.writing': { zh: '{person} 正在填写：{verb}', en: '{person} is filling in: {verb}' },
  'live.writingSome': { zh: '{person} 正在填写', en: '{person} is writing' },
  'live.all': { zh: '含同事已接手的', en: 'Include what colleagues took' },
  'live.back': { zh: '已重新连接，页面已更新。', en: 'Connected again; the page is up to date.' },
  'live.tryNow': { zh: '立即重试', en: 'Try now' },
  'live.platform': { zh: '平台', en: 'The platform' },

  'draft.kept': { zh: '草稿已保存', en: 'Draft kept' },
  'draft.restored': { zh: '已恢复 {at} 的草稿', en: 'Draft of {at} restored' },
  'draft.photos': { zh: '含已上传的照片 {count} 张', en: 'with {count} {count:photo|photos} already sent' },
  'draft.discard': { zh: '清除草稿', en: 'Discard the draft' },
  'draft.waiting': { zh: '没有提交的草稿：', en: 'Drafts not sent yet:' },

  'conflict.field': { zh: '内容', en: 'Field' },
  'conflict.takeTheirs': { zh: '改用对方的内容', en: 'Take over theirs' },
  'conflict.keep': { zh: '先放着，保留我的草稿', en: 'Leave it, keep my draft' },
} as const satisfies Record<string, Message>;
