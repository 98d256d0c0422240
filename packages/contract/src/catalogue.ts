import { CHANNEL_KINDS, EMERGENCY_LINES, LIMIT_UNITS, RESPONSIBILITY_ORIGINS } from '@gridward/core';
import { z } from 'zod';
import { importRunSchema } from './import-run.ts';
import { route } from './route.ts';
import { bilingual, civilDate, flag, named, nothing, pageOf, pageQuery, text, uuid } from './scalar.ts';

const kind = z.enum(['event', 'component', 'service']);
const limit = z.object({ value: z.number().int().min(1).max(10_000), unit: z.enum(LIMIT_UNITS) }).meta({ id: 'Limit' });
/** A limit with its words in both languages. */
const limitShown = z
  .object({ value: z.number(), unit: z.enum(LIMIT_UNITS), zh: z.string(), en: z.string() })
  .meta({ id: 'LimitShown' });
const version = z.number().int().min(1);
const wordsIn = (max: number) => z.object({ zh: text(max), en: text(max).nullable() });

/** A category as lists show it. */
const categorySummary = z
  .object({
    id: uuid,
    codeSystem: z.string(),
    code: z.string(),
    kind,
    name: bilingual,
    parentId: uuid.nullable(),
    hasChildren: z.boolean(),
    /** A case can be filed under it. */
    isMatter: z.boolean(),
    hazard: z.boolean(),
    assistOnly: z.boolean(),
    extension: z.boolean(),
    emergencyLine: z.enum(EMERGENCY_LINES).nullable(),
    validFrom: civilDate,
    validTo: civilDate.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'CategorySummary' });
export type CategorySummary = z.output<typeof categorySummary>;

const categoryRef = z.object({ id: uuid, codeSystem: z.string(), code: z.string(), name: bilingual });

const standardRow = z
  .object({
    id: uuid,
    ordinal: z.number().int(),
    filing: bilingual,
    closing: bilingual,
    limit: limitShown,
    hazard: z.boolean(),
    makeSafe: limitShown.nullable(),
    areaLevel: z.string().nullable(),
    urgency: z.string().nullable(),
    law: z.string().nullable(),
    validFrom: civilDate,
    validTo: civilDate.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'StandardRow' });

const responsibilityRow = z
  .object({
    id: uuid,
    category: categoryRef,
    /** `null`: everywhere. */
    area: named.nullable(),
    componentOwner: named.nullable(),
    leadUnit: named,
    supportingUnits: z.array(named),
    legalBasis: z.string().nullable(),
    origin: z.enum(RESPONSIBILITY_ORIGINS),
    precedentCaseId: uuid.nullable(),
    validFrom: civilDate,
    validTo: civilDate.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'ResponsibilityRow' });

const categoryDetail = z
  .object({
    category: categorySummary,
    trail: z.array(categoryRef),
    namesSeen: z.array(z.string()),
    qualification: z.object({ id: z.string(), name: bilingual }).nullable(),
    /** What a report must show. */
    collection: z.unknown(),
    rows: z.array(standardRow),
    /** Rows that ended or have not begun. */
    otherRows: z.array(standardRow),
    mappings: z.array(z.object({ from: categoryRef, to: categoryRef, note: z.string().nullable() })),
    responsibilities: z.array(responsibilityRow),
  })
  .meta({ id: 'CategoryDetail' });

const standardRowInput = z.object({
  filing: wordsIn(500),
  closing: wordsIn(500),
  limit,
  hazard: z.boolean(),
  makeSafe: limit.nullable(),
  areaLevel: text(40).nullable().default(null),
  urgency: z.enum(['normal', 'urgent', 'critical']).nullable().default(null),
  law: text(500).nullable(),
});

const responsibilityInput = z.object({
  categoryId: uuid,
  areaId: uuid.nullable(),
  componentOwnerId: uuid.nullable(),
  leadUnitId: uuid,
  supportingUnitIds: z.array(uuid).max(20),
  legalBasis: text(1000).nullable(),
});

const suggestion = z
  .object({
    unit: named,
    reason: z.enum(['responsibility', 'ruling', 'learned', 'fallback']),
    share: z.number().nullable(),
    rowId: uuid.nullable(),
    supportingUnits: z.array(named),
    legalBasis: z.string().nullable(),
    /** The case whose ruling the row keeps. */
    precedentCaseId: uuid.nullable(),
    /** The row holds for components of this owner only. */
    componentOwner: named.nullable(),
  })
  .meta({ id: 'UnitSuggestion' });

const finding = z
  .object({
    kind: z.enum(['two_leads', 'ruled_otherwise', 'unit_ended', 'uncovered']),
    category: categoryRef,
    area: named.nullable(),
    rowIds: z.array(uuid),
    units: z.array(named),
  })
  .meta({ id: 'ResponsibilityFinding' });

const calendarDay = z.object({ day: civilDate, kind: z.enum(['holiday', 'workday']), name: bilingual });
const calendar = z
  .object({
    timeZone: z.string(),
    periods: z.array(z.object({ from: z.string(), to: z.string() })),
    publishedFrom: civilDate,
    publishedUntil: civilDate,
    version: z.number().int(),
    days: z.array(calendarDay),
  })
  .meta({ id: 'WorkCalendar' });
const dayInput = z.object({ day: civilDate, kind: z.enum(['holiday', 'workday']), name: wordsIn(60) });

const stepLimit = z
  .object({
    step: z.string(),
    name: bilingual.nullable(),
    /** In force: edited here, else the model's, else as delivered. */
    limit: limitShown,
    from: z.enum(['edited', 'model', 'delivered']),
    source: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'StepLimit' });

const label = z.object({ zh: z.string(), en: z.string() });
const labels = z.record(z.string(), label);
const model = z
  .object({
    id: z.string(),
    version: z.string(),
    name: label,
    source: z.string(),
    /** `null` before the jurisdiction was named. */
    deployment: z.object({ regionCode: z.string(), name: label, timeZone: z.string() }).nullable(),
    levels: labels,
    stages: labels,
    states: labels,
    steps: labels,
    duties: labels,
    roles: labels,
    stepsOff: z.array(z.enum(['pre_check'])),
  })
  .meta({ id: 'GovernanceModel' });

/** Parts of a governance model whose words a place may change. */
export const LABEL_GROUPS = ['states', 'stages', 'steps', 'duties', 'roles'] as const;
export type LabelGroup = (typeof LABEL_GROUPS)[number];

const modelLabels = z
  .object({
    /** 0 before anything was changed here. */
    version: z.number().int(),
    items: z.array(
      z.object({
        group: z.enum(LABEL_GROUPS),
        key: z.string(),
        /** What the model says. */
        model: label,
        /** What is said here instead. */
        own: label.nullable(),
      }),
    ),
  })
  .meta({ id: 'ModelLabels' });

/** Columns of a file with a responsibility list, by what they hold; what is left out is looked for under its usual names. */
export const responsibilityImportOptions = z.object({
  mapping: z
    .object({
      category: z.string().max(100).optional(),
      codeSystem: z.string().max(100).optional(),
      area: z.string().max(100).optional(),
      leadUnit: z.string().max(100).optional(),
      supportingUnits: z.string().max(100).optional(),
      componentOwner: z.string().max(100).optional(),
      legalBasis: z.string().max(100).optional(),
    })
    .default({}),
  /** From when the new rows hold; today unless told. */
  validFrom: civilDate.optional(),
});
export type ResponsibilityImportOptions = z.output<typeof responsibilityImportOptions>;

const channel = z
  .object({
    id: z.string(),
    name: bilingual,
    kind: z.enum(CHANNEL_KINDS),
    adapter: z.string().nullable(),
    active: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Channel' });

const tag = 'catalogue';
const read = { tag, access: 'catalogue.read', scope: 'none', method: 'GET' } as const;
const manage = { tag, access: 'catalogue.manage', scope: 'deployment' } as const;
const categoryParams = z.object({ categoryId: uuid });
const rowParams = z.object({ rowId: uuid });
const importParams = z.object({ importId: uuid });

export const catalogueRoutes = {
  listCodeSystems: route({
    ...read,
    path: '/api/v1/code-systems',
    summary: { zh: '编码体系', en: 'Code systems' },
    reply: z.object({ items: z.array(z.object({ id: z.string(), name: bilingual, version: z.string(), source: z.string() })) }),
  }),
  listCategories: route({
    ...read,
    path: '/api/v1/categories',
    summary: { zh: '类别树的一层', en: 'One level of the tree of categories' },
    query: z.object({ parentId: uuid.optional(), codeSystem: z.string().max(100).optional(), kind: kind.optional() }),
    reply: z.object({ items: z.array(categorySummary) }),
  }),
  searchCategories: route({
    ...read,
    path: '/api/v1/categories/search',
    summary: { zh: '按名称、拼音首字母或代码查找事项', en: 'Find matters by name, pinyin initials or code' },
    query: z.object({
      q: text(100),
      kind: kind.optional(),
      codeSystem: z.string().max(100).optional(),
      mattersOnly: flag.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    reply: z.object({ items: z.array(z.object({ category: categorySummary, trail: z.array(categoryRef) })) }),
  }),
  getCategory: route({
    ...read,
    path: '/api/v1/categories/{categoryId}',
    summary: { zh: '一个类别', en: 'One category' },
    params: categoryParams,
    reply: categoryDetail,
  }),
  countOpenCases: route({
    ...manage,
    method: 'GET',
    path: '/api/v1/categories/{categoryId}/open-cases',
    summary: { zh: '该类别下的在办案件数', en: 'How many open cases stand under a category' },
    params: categoryParams,
    /** With everything below it. */
    reply: z.object({ count: z.number().int() }),
  }),
  createCategory: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/categories',
    summary: { zh: '新建本地类别', en: 'Create a local category' },
    status: 201,
    body: z.object({
      parentId: uuid,
      code: z.string().regex(/^[0-9A-Za-z-]{1,20}$/),
      name: wordsIn(100),
      assistOnly: z.boolean().default(false),
      emergencyLine: z.enum(EMERGENCY_LINES).nullable().default(null),
      validFrom: civilDate.optional(),
      /** The first conditions; with any, cases can be filed under it. */
      rows: z.array(standardRowInput).max(20).default([]),
    }),
    reply: categoryDetail,
  }),
  updateCategory: route({
    ...manage,
    method: 'PATCH',
    path: '/api/v1/categories/{categoryId}',
    summary: { zh: '修改类别', en: 'Change a category' },
    params: categoryParams,
    body: z.object({
      version,
      name: wordsIn(100).optional(),
      namesSeen: z.array(text(100)).max(50).optional(),
      assistOnly: z.boolean().optional(),
      emergencyLine: z.enum(EMERGENCY_LINES).nullable().optional(),
    }),
    reply: categoryDetail,
  }),
  retireCategory: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/categories/{categoryId}/retirement',
    summary: { zh: '停用类别', en: 'Retire a category' },
    params: categoryParams,
    body: z.object({ version, lastOn: civilDate }),
    reply: categoryDetail,
  }),
  createStandardRow: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/categories/{categoryId}/rows',
    summary: { zh: '新增立案条件', en: 'Add a filing condition' },
    status: 201,
    params: categoryParams,
    body: standardRowInput.extend({ validFrom: civilDate.optional() }),
    reply: categoryDetail,
  }),
  replaceStandardRow: route({
    ...manage,
    method: 'PUT',
    path: '/api/v1/standard-rows/{rowId}',
    summary: { zh: '修改立案条件（旧条件保留）', en: 'Replace a filing condition from a day on' },
    params: rowParams,
    body: standardRowInput.extend({ version, validFrom: civilDate.optional() }),
    reply: categoryDetail,
  }),
  retireStandardRow: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/standard-rows/{rowId}/retirement',
    summary: { zh: '停用立案条件', en: 'Retire a filing condition' },
    params: rowParams,
    body: z.object({ version, lastOn: civilDate }),
    reply: categoryDetail,
  }),
  listResponsibilities: route({
    ...read,
    path: '/api/v1/responsibility',
    summary: { zh: '权责清单', en: 'Responsibility list' },
    query: z.object({
      ...pageQuery,
      /** With everything below it. */
      categoryId: uuid.optional(),
      areaId: uuid.optional(),
      /** As lead, supporting unit or component owner. */
      unitId: uuid.optional(),
      origin: z.enum(RESPONSIBILITY_ORIGINS).optional(),
      ended: flag.default(false),
    }),
    reply: pageOf(responsibilityRow),
  }),
  createResponsibility: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/responsibility',
    summary: { zh: '新增权责', en: 'Add a responsibility' },
    status: 201,
    body: responsibilityInput.extend({ validFrom: civilDate.optional() }),
    reply: responsibilityRow,
  }),
  replaceResponsibility: route({
    ...manage,
    method: 'PUT',
    path: '/api/v1/responsibility/{rowId}',
    summary: { zh: '修改权责（旧条目保留）', en: 'Replace a responsibility from a day on' },
    params: rowParams,
    body: responsibilityInput.extend({ version, validFrom: civilDate.optional() }),
    reply: responsibilityRow,
  }),
  endResponsibility: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/responsibility/{rowId}/end',
    summary: { zh: '终止权责', en: 'End a responsibility' },
    params: rowParams,
    body: z.object({ version, lastOn: civilDate }),
    reply: responsibilityRow,
  }),
  checkResponsibilities: route({
    ...read,
    path: '/api/v1/responsibility/conflicts',
    summary: { zh: '权责清单检查', en: 'Check the responsibility list' },
    reply: z.object({ items: z.array(finding), matters: z.number().int(), mattersCovered: z.number().int() }),
  }),
  previewResponsibilityImport: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/responsibility-imports',
    summary: { zh: '导入权责清单：预览', en: 'Preview an import of the responsibility list' },
    status: 201,
    bodyKind: 'multipart',
    reply: importRunSchema,
  }),
  applyResponsibilityImport: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/responsibility-imports/{importId}/apply',
    summary: { zh: '导入权责清单：执行', en: 'Carry out an import of the responsibility list' },
    params: importParams,
    body: nothing,
    reply: importRunSchema,
  }),
  getResponsibilityImport: route({
    ...manage,
    method: 'GET',
    path: '/api/v1/responsibility-imports/{importId}',
    summary: { zh: '导入权责清单：结果', en: 'Read an import of the responsibility list' },
    params: importParams,
    reply: importRunSchema,
  }),
  suggestUnits: route({
    ...read,
    path: '/api/v1/responsibility/suggestions',
    summary: { zh: '建议承办单位', en: 'Suggest units for a case' },
    query: z.object({
      categoryId: uuid,
      areaId: uuid,
      componentOwnerId: uuid.optional(),
      limit: z.coerce.number().int().min(1).max(20).default(5),
    }),
    reply: z.object({ items: z.array(suggestion) }),
  }),
  getCalendar: route({
    ...read,
    path: '/api/v1/calendar',
    summary: { zh: '工作日历', en: 'Working calendar' },
    query: z.object({ year: z.coerce.number().int().min(1990).max(2200).optional() }),
    reply: calendar,
  }),
  saveCalendarDays: route({
    ...manage,
    method: 'PUT',
    path: '/api/v1/calendar/days',
    summary: { zh: '调整节假日与调休', en: 'Change holidays and make-up workdays' },
    body: z.object({ version, days: z.array(dayInput).max(400), removed: z.array(civilDate).max(400).default([]) }),
    reply: calendar,
  }),
  publishCalendar: route({
    ...manage,
    method: 'POST',
    path: '/api/v1/calendar/publication',
    summary: { zh: '发布年度日历', en: 'Publish a year of the calendar' },
    body: z.object({ version, year: z.number().int().min(1990).max(2200), days: z.array(dayInput).max(400) }),
    reply: calendar,
  }),
  listStepLimits: route({
    ...read,
    path: '/api/v1/step-limits',
    summary: { zh: '环节时限', en: 'Limits of steps' },
    reply: z.object({ items: z.array(stepLimit) }),
  }),
  saveStepLimit: route({
    ...manage,
    method: 'PUT',
    path: '/api/v1/step-limits/{step}',
    summary: { zh: '修改环节时限', en: 'Change the limit of a step' },
    params: z.object({ step: text(40) }),
    body: z.object({ version, limit, source: text(500) }),
    reply: stepLimit,
  }),
  getModel: route({
    tag,
    method: 'GET',
    path: '/api/v1/model',
    summary: { zh: '治理模型', en: 'Governance model' },
    access: 'public',
    scope: 'none',
    reply: model,
  }),
  listModelLabels: route({
    ...read,
    path: '/api/v1/model/labels',
    summary: { zh: '环节与角色名称', en: 'Words for states, steps and roles' },
    reply: modelLabels,
  }),
  saveModelLabels: route({
    ...manage,
    method: 'PUT',
    path: '/api/v1/model/labels',
    summary: { zh: '修改环节与角色名称', en: 'Change the words for states, steps and roles' },
    body: z.object({
      version: z.number().int().min(0),
      /** `null` gives the model's word back; what is not named stays as it is. */
      changes: z
        .array(
          z.object({
            group: z.enum(LABEL_GROUPS),
            key: text(60),
            label: z.object({ zh: text(40), en: text(80) }).nullable(),
          }),
        )
        .min(1)
        .max(200),
    }),
    reply: modelLabels,
  }),
  listChannels: route({
    ...read,
    path: '/api/v1/channels',
    summary: { zh: '上报渠道', en: 'Channels' },
    reply: z.object({ items: z.array(channel) }),
  }),
  saveChannel: route({
    ...manage,
    method: 'PUT',
    path: '/api/v1/channels/{channelId}',
    summary: { zh: '保存上报渠道', en: 'Save a channel' },
    params: z.object({ channelId: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) }),
    body: z.object({
      /** 0 makes a new one. */
      version: z.number().int().min(0),
      name: z.object({ zh: text(60), en: text(60) }),
      kind: z.enum(CHANNEL_KINDS),
      adapter: text(60).nullable().default(null),
      active: z.boolean(),
    }),
    reply: channel,
  }),
};
