import { DESK_DUTIES, TEAM_ROLE_NAMES, UNIT_KINDS, type TeamRole } from '@gridward/core';
import { z } from 'zod';
import { importRunSchema } from './import-run.ts';
import { route } from './route.ts';
import { bilingual, flag, moment, named, nothing, pageOf, pageQuery, text, uuid } from './scalar.ts';

const kind = z.enum(UNIT_KINDS);
const duty = z.enum(DESK_DUTIES);
const teamRole = z.enum(TEAM_ROLE_NAMES as [TeamRole, ...TeamRole[]]);
const version = z.number().int().min(1);
const externalIds = z.record(z.string().min(1).max(60), z.string().min(1).max(200));

export const unitSchema = z
  .object({
    id: uuid,
    parentId: uuid.nullable(),
    kind,
    code: z.string().nullable(),
    name: z.string(),
    shortName: z.string().nullable(),
    area: named.nullable(),
    externalIds: z.record(z.string(), z.string()),
    namesSeen: z.array(z.string()),
    capacityOpen: z.number().int().nullable(),
    childCount: z.number().int(),
    validFrom: moment,
    validTo: moment.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Unit' });
export type Unit = z.output<typeof unitSchema>;

const personSchema = z
  .object({
    id: uuid,
    name: z.string(),
    workPhone: z.string().nullable(),
    workEmail: z.string().nullable(),
    number: z.string().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Person' });

export const postSchema = z
  .object({
    id: uuid,
    person: named.extend({ workPhone: z.string().nullable() }),
    roleId: z.string(),
    unit: named.nullable(),
    area: named.nullable(),
    teamRole: teamRole.nullable(),
    title: z.string().nullable(),
    /** The post that this one stands in for. */
    substituteFor: uuid.nullable(),
    validFrom: moment,
    validTo: moment.nullable(),
    validNow: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Post' });

const unitDetailSchema = unitSchema
  .extend({ trail: z.array(named), posts: z.array(postSchema), desks: z.array(z.object({ duty, area: named })) })
  .meta({ id: 'UnitDetail' });

export const gapSchema = z
  .object({
    kind: z.enum([
      'no_leader',
      'leader_ends_soon',
      'no_worker',
      'no_boundary',
      'provisional_boundary',
      'unit_without_post',
      'desk_missing',
    ]),
    area: named.nullable(),
    unit: named.nullable(),
    duty: duty.nullable(),
    /** When the answerable leader's time ends, for `leader_ends_soon`. */
    endsAt: moment.nullable(),
  })
  .meta({ id: 'Gap' });

const teamSchema = z
  .object({
    area: named,
    /** Who answers for the area now: the substitute while there is one, otherwise the leader. */
    leader: named.nullable(),
    leaderPostId: uuid.nullable(),
    posts: z.array(postSchema),
    gaps: z.array(gapSchema),
    /** The places of a team with their words and how many there should be. */
    roles: z.array(z.object({ id: teamRole, name: bilingual, atLeast: z.number().int(), atMost: z.number().int().nullable() })),
  })
  .meta({ id: 'Team' });

const deskSchema = z
  .object({ id: uuid, duty, area: named, unit: named, validFrom: moment, validTo: moment.nullable() })
  .meta({ id: 'DutyDesk' });

const unitFields = {
  kind,
  code: text(60).nullable().optional(),
  name: text(200),
  shortName: text(100).nullable().optional(),
  areaId: uuid.nullable().optional(),
  externalIds: externalIds.optional(),
  namesSeen: z.array(text(200)).max(50).optional(),
  capacityOpen: z.number().int().min(1).nullable().optional(),
};
const personFields = {
  workPhone: text(40).nullable().optional(),
  workEmail: text(200).nullable().optional(),
  number: text(60).nullable().optional(),
};

export const UNIT_IMPORT_FIELDS = ['code', 'name', 'parent', 'kind', 'shortName', 'area', 'externalId'] as const;
export const unitImportOptions = z.object({
  mapping: z.partialRecord(z.enum(UNIT_IMPORT_FIELDS), text(100)).default({}),
  /** The system whose ids the column `externalId` holds. */
  externalSystem: text(60).optional(),
  /** Kind of rows that name none. */
  kind: kind.default('other'),
  /** Code of the unit that rows without parent belong to. */
  parentCode: text(60).optional(),
});
export type UnitImportOptions = z.output<typeof unitImportOptions>;

const tag = 'organisation';
const unitParams = z.object({ unitId: uuid });
const importParams = z.object({ importId: uuid });

export const organisationRoutes = {
  listUnits: route({
    method: 'GET',
    path: '/api/v1/units',
    tag,
    summary: { zh: '机构树', en: 'The tree of units' },
    access: 'unit.read',
    scope: 'none',
    query: z.object({ q: z.string().trim().max(100).optional(), limit: z.coerce.number().int().min(1).max(5000).default(2000) }),
    reply: z.object({ items: z.array(unitSchema), total: z.number().int() }),
  }),
  getUnit: route({
    method: 'GET',
    path: '/api/v1/units/{unitId}',
    tag,
    summary: { zh: '机构详情', en: 'Read a unit' },
    access: 'unit.read',
    scope: 'none',
    params: unitParams,
    reply: unitDetailSchema,
  }),
  listStaff: route({
    method: 'GET',
    path: '/api/v1/units/{unitId}/staff',
    tag,
    summary: { zh: '机构人员（可指派）', en: 'Staff of a unit who may be given work' },
    access: 'unit.read',
    scope: 'none',
    params: unitParams,
    reply: z.object({ items: z.array(z.object({ accountId: uuid, personId: uuid, name: z.string() })) }),
  }),
  createUnit: route({
    method: 'POST',
    path: '/api/v1/units',
    tag,
    summary: { zh: '新建机构', en: 'Create a unit' },
    access: 'unit.manage',
    scope: 'unit',
    status: 201,
    body: z.object({ parentId: uuid.nullable(), ...unitFields }),
    reply: unitDetailSchema,
  }),
  updateUnit: route({
    method: 'PATCH',
    path: '/api/v1/units/{unitId}',
    tag,
    summary: { zh: '修改机构', en: 'Change a unit' },
    access: 'unit.manage',
    scope: 'unit',
    params: unitParams,
    body: z.object({ version, ...unitFields, kind: kind.optional(), name: text(200).optional() }),
    reply: unitDetailSchema,
  }),
  retireUnit: route({
    method: 'POST',
    path: '/api/v1/units/{unitId}/retire',
    tag,
    summary: { zh: '撤销机构', en: 'Retire a unit' },
    access: 'unit.manage',
    scope: 'unit',
    params: unitParams,
    body: z.object({ version, validTo: moment.optional() }),
    reply: unitDetailSchema,
  }),
  listPersons: route({
    method: 'GET',
    path: '/api/v1/persons',
    tag,
    summary: { zh: '人员列表', en: 'List persons' },
    // A person lies nowhere before a post places them: the directory of staff is the whole jurisdiction's.
    access: 'unit.manage',
    scope: 'deployment',
    query: z.object({ q: z.string().trim().max(100).optional(), ...pageQuery }),
    reply: pageOf(personSchema),
  }),
  createPerson: route({
    method: 'POST',
    path: '/api/v1/persons',
    tag,
    summary: { zh: '新建人员', en: 'Create a person' },
    // A person lies nowhere before a post places them: the directory of staff is the whole jurisdiction's.
    access: 'unit.manage',
    scope: 'deployment',
    status: 201,
    body: z.object({ name: text(100), ...personFields }),
    reply: personSchema,
  }),
  updatePerson: route({
    method: 'PATCH',
    path: '/api/v1/persons/{personId}',
    tag,
    summary: { zh: '修改人员', en: 'Change a person' },
    access: 'unit.manage',
    scope: 'deployment',
    params: z.object({ personId: uuid }),
    body: z.object({ version, name: text(100).optional(), ...personFields }),
    reply: personSchema,
  }),
  grantPost: route({
    method: 'POST',
    path: '/api/v1/posts',
    tag,
    summary: { zh: '任命岗位', en: 'Grant a post' },
    access: 'role.manage',
    scope: 'unit',
    status: 201,
    body: z
      .object({
        personId: uuid,
        roleId: text(60),
        unitId: uuid.nullable().optional(),
        areaId: uuid.nullable().optional(),
        teamRole: teamRole.nullable().optional(),
        title: text(100).nullable().optional(),
        substituteFor: uuid.nullable().optional(),
        validFrom: moment.optional(),
        validTo: moment.nullable().optional(),
      })
      .refine(({ unitId, areaId }) => (unitId ?? areaId) != null, {
        path: ['unitId'],
        message: 'A post is at a unit or in an area.',
      })
      .refine(({ teamRole: role, areaId }) => role == null || areaId != null, {
        path: ['areaId'],
        message: 'A place in a team needs an area.',
      }),
    reply: postSchema,
  }),
  endPost: route({
    method: 'POST',
    path: '/api/v1/posts/{postId}/end',
    tag,
    summary: { zh: '免去岗位', en: 'End a post' },
    access: 'role.manage',
    scope: 'unit',
    params: z.object({ postId: uuid }),
    body: z.object({ version, validTo: moment.optional() }),
    reply: postSchema,
  }),
  getTeam: route({
    method: 'GET',
    path: '/api/v1/areas/{areaId}/team',
    tag,
    summary: { zh: '网格团队', en: 'The team of an area' },
    access: 'area.read',
    scope: 'area',
    params: z.object({ areaId: uuid }),
    query: z.object({ past: flag.optional() }),
    reply: teamSchema,
  }),
  listGaps: route({
    method: 'GET',
    path: '/api/v1/organisation-gaps',
    tag,
    summary: { zh: '缺口清单', en: 'What is missing: leaders, workers, boundaries, desks' },
    access: 'area.read',
    scope: 'list',
    query: z.object({ areaId: uuid.optional(), kind: gapSchema.shape.kind.optional() }),
    reply: z.object({ items: z.array(gapSchema), grids: z.number().int() }),
  }),
  listDesks: route({
    method: 'GET',
    path: '/api/v1/duty-desks',
    tag,
    summary: { zh: '值守岗位（受理、派遣、核查、兜底、领导）', en: 'Duty desks' },
    access: 'unit.read',
    scope: 'none',
    reply: z.object({ items: z.array(deskSchema) }),
  }),
  setDesk: route({
    method: 'POST',
    path: '/api/v1/duty-desks',
    tag,
    summary: { zh: '设定值守岗位', en: 'Give a duty in an area to a unit' },
    access: 'unit.manage',
    scope: 'area',
    status: 201,
    body: z.object({ duty, areaId: uuid, unitId: uuid, validFrom: moment.optional() }),
    reply: deskSchema,
  }),
  previewUnitImport: route({
    method: 'POST',
    path: '/api/v1/unit-imports',
    tag,
    summary: { zh: '导入机构：预览', en: 'Preview an import of units' },
    access: 'import.run',
    scope: 'deployment',
    status: 201,
    /** Parts: `file` (CSV), `options` (JSON). */
    bodyKind: 'multipart',
    reply: importRunSchema,
  }),
  applyUnitImport: route({
    method: 'POST',
    path: '/api/v1/unit-imports/{importId}/apply',
    tag,
    summary: { zh: '导入机构：执行', en: 'Carry out an import of units' },
    access: 'import.run',
    scope: 'deployment',
    params: importParams,
    body: nothing,
    reply: importRunSchema,
  }),
  getUnitImport: route({
    method: 'GET',
    path: '/api/v1/unit-imports/{importId}',
    tag,
    summary: { zh: '导入机构：结果', en: 'Read an import of units' },
    access: 'import.run',
    scope: 'deployment',
    params: importParams,
    reply: importRunSchema,
  }),
};
