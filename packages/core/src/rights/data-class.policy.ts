import { DAY_MS, type Instant } from '../kernel/index.ts';

/** The classes of personal data that the platform holds besides registers; each has one row below and nowhere else. */
export const DATA_CLASSES = ['reporter', 'outgoing_address', 'unclaimed_photo', 'reveal_log'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Why we hold a class of data, on what ground, for how long and who may see it (PIPL art. 6, 13, 17, 19; standards.md §10). */
export interface DataPolicy {
  readonly purpose: Words;
  readonly legalBasis: Words;
  readonly retentionDays: number;
  readonly readers: Words;
}

/** Version of the notice that a person is shown before giving data; raise it whenever a purpose, basis or retention below changes. */
export const NOTICE_VERSION = '2026-05';

export const DATA_POLICIES: Readonly<Record<DataClass, DataPolicy>> = {
  reporter: {
    purpose: { zh: '答复诉求、补充了解情况和回访', en: 'To answer the report, ask back and ask whether it was solved' },
    legalBasis: {
      zh: '《个人信息保护法》第十三条第一款第三项：履行法定职责所必需',
      en: 'PIPL art. 13(1)(3): needed to carry out a statutory duty',
    },
    retentionDays: 730,
    readers: {
      zh: '持查看权限的受理人员，须写明目的并留痕',
      en: 'Intake staff who may reveal, for a stated purpose that is recorded',
    },
  },
  outgoing_address: {
    purpose: { zh: '查证短信、信函是否送达', en: 'To find out whether a message was delivered' },
    legalBasis: {
      zh: '《个人信息保护法》第十三条第一款第三项：履行法定职责所必需',
      en: 'PIPL art. 13(1)(3): needed to carry out a statutory duty',
    },
    retentionDays: 30,
    readers: { zh: '无人可见全号，系统管理员只见掩码', en: 'Nobody sees it whole; system administrators see it masked' },
  },
  unclaimed_photo: {
    purpose: { zh: '等待随案件提交的照片', en: 'A photo that waits to be handed in with a case' },
    legalBasis: {
      zh: '《个人信息保护法》第十三条第一款第三项：履行法定职责所必需',
      en: 'PIPL art. 13(1)(3): needed to carry out a statutory duty',
    },
    retentionDays: 1,
    readers: { zh: '上传者本人', en: 'Whoever uploaded it' },
  },
  reveal_log: {
    purpose: { zh: '让诉求人知道谁查看过其信息，供监督检查', en: 'To let reporters know who looked, and for supervision' },
    legalBasis: { zh: '《个人信息保护法》第五十一条、第五十四条', en: 'PIPL art. 51 and 54' },
    retentionDays: 1096,
    readers: { zh: '诉求人、案件承办人员、审计管理员', en: 'The reporter, staff of the case, audit administrators' },
  },
};

/** RT03 When data of a class that was collected at `at` must be gone. */
export const expiryOf = (kind: DataClass, at: Instant): Instant => at + DATA_POLICIES[kind].retentionDays * DAY_MS;
