import { PERMISSIONS, type Permission } from '@gridward/core';
import { z } from 'zod';
import { route } from './route.ts';
import { bilingual, civilDate, listOf, moment, named, nothing, text, uuid } from './scalar.ts';

const PERMISSION_NAMES = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];
export const permissionSchema = z.enum(PERMISSION_NAMES).meta({ id: 'Permission' });

const adminKind = z.enum(['system', 'security', 'audit']);
/** A sign-in name in any script, without characters that cannot be seen. */
const signInName = z
  .string()
  .trim()
  .min(2)
  .max(100)
  .regex(/^[^\p{C}]+$/u);
/** Never trimmed: blanks at the ends are part of a password. */
const password = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

/** Who is signed in, what they may do and where. */
export const meSchema = z
  .object({
    accountId: uuid,
    personId: uuid,
    name: z.string(),
    signInName: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    csrfToken: z.string(),
    /** What stands between the account and its work. */
    pending: z.enum(['none', 'second_factor', 'second_factor_setup', 'password_change']),
    secondFactor: z.boolean(),
    permissions: z.array(permissionSchema),
    posts: z.array(z.object({ id: uuid, role: bilingual, unit: named.nullable(), area: named.nullable() })),
    demo: z.boolean(),
  })
  .meta({ id: 'Me' });

const accountSchema = z
  .object({
    id: uuid,
    signInName: z.string(),
    person: named,
    disabled: z.boolean(),
    lockedUntil: moment.nullable(),
    secondFactor: z.boolean(),
    lastSignInAt: moment.nullable(),
    adminKinds: z.array(adminKind),
    version: z.number().int(),
  })
  .meta({ id: 'Account' });

const roleSchema = z
  .object({
    id: z.string(),
    name: bilingual,
    adminKind: adminKind.nullable(),
    permissions: z.array(permissionSchema),
    builtIn: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Role' });

/** What a stretch of the log is chosen by. */
export const auditStretch = {
  /** Several actions, `noun.verb` each. */
  actions: listOf(z.string().max(100)).optional(),
  accountId: uuid.optional(),
  objectKind: z.string().max(100).optional(),
  objectId: z.string().max(100).optional(),
  /** First and last day, by the clocks of the deployment. */
  from: civilDate.optional(),
  to: civilDate.optional(),
};

const auditEntry = z
  .object({
    seq: z.number().int(),
    at: moment,
    account: named.nullable(),
    action: z.string(),
    objectKind: z.string().nullable(),
    objectId: z.string().nullable(),
    outcome: z.enum(['done', 'refused']),
    address: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });

const tag = 'access';
const accountParams = z.object({ accountId: uuid });
const versioned = { version: z.number().int() };

export const accessRoutes = {
  signIn: route({
    method: 'POST',
    path: '/api/v1/session',
    tag,
    summary: { zh: '登录', en: 'Sign in' },
    access: 'public',
    scope: 'none',
    repeatable: 'by_nature',
    body: z.object({ signInName, password, code: z.string().max(10).optional() }),
    reply: meSchema,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/v1/session',
    tag,
    summary: { zh: '退出', en: 'Sign out' },
    access: 'signed_in',
    scope: 'self',
    repeatable: 'by_nature',
    status: 204,
    reply: nothing,
  }),
  me: route({
    method: 'GET',
    path: '/api/v1/session',
    tag,
    summary: { zh: '当前登录者', en: 'Who is signed in' },
    access: 'signed_in',
    scope: 'self',
    reply: meSchema,
  }),
  setLocale: route({
    method: 'PATCH',
    path: '/api/v1/session',
    tag,
    summary: { zh: '切换界面语言', en: 'Change the language of the interface' },
    access: 'signed_in',
    scope: 'self',
    repeatable: 'by_nature',
    body: z.object({ locale: z.enum(['zh-CN', 'en']) }),
    reply: meSchema,
  }),
  changePassword: route({
    method: 'POST',
    path: '/api/v1/session/password',
    tag,
    summary: { zh: '修改密码', en: 'Change the password' },
    access: 'signed_in',
    scope: 'self',
    repeatable: 'by_nature',
    body: z.object({ current: password, next: password }),
    reply: meSchema,
  }),
  beginSecondFactor: route({
    method: 'POST',
    path: '/api/v1/session/second-factor',
    tag,
    summary: { zh: '开始绑定动态验证码', en: 'Begin to set up a second factor' },
    access: 'signed_in',
    scope: 'self',
    repeatable: 'by_nature',
    body: z.object({ password }),
    reply: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmSecondFactor: route({
    method: 'PUT',
    path: '/api/v1/session/second-factor',
    tag,
    summary: { zh: '确认绑定动态验证码', en: 'Confirm the second factor' },
    access: 'signed_in',
    scope: 'self',
    repeatable: 'by_nature',
    body: z.object({ code: text(10) }),
    reply: meSchema,
  }),
  listAccounts: route({
    method: 'GET',
    path: '/api/v1/accounts',
    tag,
    summary: { zh: '账号列表', en: 'List accounts' },
    access: 'account.manage',
    scope: 'deployment',
    query: z.object({
      q: z.string().max(100).optional(),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ items: z.array(accountSchema), nextCursor: z.string().nullable() }),
  }),
  createAccount: route({
    method: 'POST',
    path: '/api/v1/accounts',
    tag,
    summary: { zh: '新建账号', en: 'Create an account' },
    access: 'account.manage',
    scope: 'deployment',
    status: 201,
    // Not by key: the record of a command holds a plain hash of the request, and a password may not be hashed so cheaply.
    repeatable: 'by_nature',
    body: z.object({ personId: uuid, signInName, password }),
    reply: accountSchema,
  }),
  updateAccount: route({
    method: 'PATCH',
    path: '/api/v1/accounts/{accountId}',
    tag,
    summary: { zh: '停用、启用、解锁、重置账号', en: 'Disable, enable, unlock or reset an account' },
    access: 'account.manage',
    scope: 'deployment',
    params: accountParams,
    repeatable: 'by_nature',
    body: z.object({
      ...versioned,
      disabled: z.boolean().optional(),
      unlock: z.literal(true).optional(),
      newPassword: password.optional(),
      resetSecondFactor: z.literal(true).optional(),
    }),
    reply: accountSchema,
  }),
  listRoles: route({
    method: 'GET',
    path: '/api/v1/roles',
    tag,
    summary: { zh: '角色与权限', en: 'Roles and their permissions' },
    access: 'unit.read',
    scope: 'none',
    reply: z.object({ items: z.array(roleSchema) }),
  }),
  saveRole: route({
    method: 'PUT',
    path: '/api/v1/roles/{roleId}',
    tag,
    summary: { zh: '保存角色', en: 'Save a role' },
    access: 'role.manage',
    scope: 'deployment',
    params: z.object({ roleId: text(60) }),
    body: z.object({
      version: z.number().int().min(0),
      name: z.object({ zh: text(60), en: text(60) }),
      adminKind: adminKind.nullable(),
      permissions: z.array(permissionSchema),
    }),
    reply: roleSchema,
  }),
  listAudit: route({
    method: 'GET',
    path: '/api/v1/audit',
    tag,
    summary: { zh: '审计日志', en: 'Audit log' },
    access: 'audit.read',
    scope: 'deployment',
    query: z.object({
      before: z.coerce.number().int().optional(),
      action: z.string().max(100).optional(),
      ...auditStretch,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ items: z.array(auditEntry), nextBefore: z.number().int().nullable() }),
  }),
  verifyAudit: route({
    method: 'GET',
    path: '/api/v1/audit/verification',
    tag,
    summary: { zh: '校验审计日志', en: 'Verify the audit log' },
    access: 'audit.read',
    scope: 'deployment',
    reply: z.object({
      entries: z.number().int(),
      intact: z.boolean(),
      brokenAt: z.number().int().nullable(),
      /** Hash of the last entry that was found good; noted elsewhere, it shows later whether the end was cut off. */
      lastHash: z.string(),
    }),
  }),
};
