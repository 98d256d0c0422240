import { z } from 'zod';
import { permissionSchema } from './access.ts';
import { pileCountsSchema } from './cases.ts';
import { postSchema } from './organisation.ts';
import { route } from './route.ts';
import { bilingual, flag, named, pageOf, pageQuery, text, uuid } from './scalar.ts';

/** A post as a directory shows it: with its role in words, and without a telephone number. */
export const heldPostSchema = postSchema.extend({ person: named, role: bilingual }).meta({ id: 'HeldPost' });
export type HeldPost = z.output<typeof heldPostSchema>;

const holderCountSchema = z.object({
  permission: permissionSchema,
  /** Posts that give it now. */
  posts: z.number().int(),
  persons: z.number().int(),
  /** Accounts of these persons that are not disabled: who can really use it. */
  accounts: z.number().int(),
});

const previewPostSchema = z.object({ role: bilingual, unit: named.nullable(), area: named.nullable() });

/** What somebody would be let through to. Holds counts and places, nothing out of a case. */
export const accessPreviewSchema = z
  .object({
    /** The person looked at; `null` for a role at a place. */
    person: named.nullable(),
    /** Their account; `null` where there is none, so that they see nothing at all. */
    account: z.object({ signInName: z.string(), disabled: z.boolean() }).nullable(),
    posts: z.array(previewPostSchema),
    permissions: z.array(
      z.object({
        permission: permissionSchema,
        /** The widest areas in which it holds. */
        areas: z.array(named),
        /** The widest units whose own work it reaches, where no area is named. */
        units: z.array(named),
        /** Holds everywhere, settings of the whole deployment too. */
        isWhole: z.boolean(),
      }),
    ),
    /** How much lies in each queue within the reach; `null` where cases may not be read. */
    queues: pileCountsSchema.nullable(),
  })
  .meta({ id: 'AccessPreview' });
export type AccessPreview = z.output<typeof accessPreviewSchema>;

const tag = 'appointments';

/** Who holds which post, and what a post lets through. */
export const appointmentRoutes = {
  listPosts: route({
    method: 'GET',
    path: '/api/v1/posts',
    tag,
    summary: { zh: '岗位任命（按人员、机构或角色）', en: 'Posts of a person, a unit or a role' },
    access: 'unit.read',
    scope: 'none',
    query: z
      .object({
        personId: uuid.optional(),
        unitId: uuid.optional(),
        roleId: text(60).optional(),
        permission: permissionSchema.optional(),
        /** Posts that have ended, too. */
        past: flag.optional(),
        ...pageQuery,
      })
      .refine(
        ({ personId, unitId, roleId, permission }) => [personId, unitId, roleId, permission].some((given) => given !== undefined),
        { path: ['personId'], message: 'Name a person, a unit, a role or a permission.' },
      ),
    /** The one that began last, first. */
    reply: pageOf(heldPostSchema),
  }),
  listAppointees: route({
    method: 'GET',
    path: '/api/v1/appointees',
    tag,
    summary: { zh: '可任命的人员', en: 'Persons who may be given a post' },
    // A person lies nowhere before a post places them: the directory of staff is the whole jurisdiction's.
    access: 'role.manage',
    scope: 'deployment',
    query: z.object({ q: z.string().trim().max(100).optional(), ...pageQuery }),
    reply: pageOf(named.extend({ number: z.string().nullable() })),
  }),
  countHolders: route({
    method: 'GET',
    path: '/api/v1/permission-holders',
    tag,
    summary: { zh: '每项权限有多少人持有', en: 'How many hold each permission' },
    access: 'unit.read',
    scope: 'none',
    reply: z.object({ items: z.array(holderCountSchema) }),
  }),
  previewAccess: route({
    method: 'POST',
    path: '/api/v1/access-previews',
    tag,
    summary: { zh: '试看：某人或某角色能看到什么', en: 'What a person, or a role at a place, would see' },
    access: 'role.manage',
    scope: 'deployment',
    repeatable: 'by_nature',
    body: z
      .object({ personId: uuid.optional(), roleId: text(60).optional(), unitId: uuid.optional(), areaId: uuid.optional() })
      .refine(({ personId, roleId }) => (personId === undefined) !== (roleId === undefined), {
        path: ['personId'],
        message: 'Name a person, or a role with a place.',
      })
      .refine(({ roleId, unitId, areaId }) => roleId === undefined || (unitId ?? areaId) !== undefined, {
        path: ['unitId'],
        message: 'A role is tried at a unit or in an area.',
      }),
    reply: accessPreviewSchema,
  }),
};
