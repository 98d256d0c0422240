import { z } from 'zod';
import { caseFilterSchema, caseOrderFields } from './case-filter.ts';
import { caseColumnSchema, FREE_CASE_COLUMNS } from './case-lists.ts';
import { route, type Route } from './route.ts';
import { named, nothing, text, uuid } from './scalar.ts';

/** Filters as an address carries them: by name, in words. A name that no list has is refused. */
const filtersSchema = z
  .partialRecord(z.enum([...Object.keys(caseFilterSchema.shape), ...Object.keys(caseOrderFields)]), z.string().min(1).max(2000))
  .meta({ id: 'CaseViewFilters' });

/** Who sees a view besides its owner. Nobody sees more cases by it than they may see anyway. */
const sharingSchema = z
  .discriminatedUnion('with', [
    z.object({ with: z.literal('none') }),
    /** Everybody with a post at the unit or below it. */
    z.object({ with: z.literal('unit'), unitId: uuid }),
    /** Everybody whose post's area lies in the area. */
    z.object({ with: z.literal('area'), areaId: uuid }),
  ])
  .meta({ id: 'CaseViewSharing' });
export type CaseViewSharing = z.output<typeof sharingSchema>;

const columnsSchema = z.array(caseColumnSchema).max(FREE_CASE_COLUMNS.length);

const viewBody = {
  name: text(40),
  filters: filtersSchema,
  columns: columnsSchema,
  sharing: sharingSchema,
};

export const caseViewSchema = z
  .object({
    id: uuid,
    ...viewBody,
    name: z.string(),
    owner: named,
    mine: z.boolean(),
    /** Of the unit or area that it is shared with. */
    sharedWith: named.nullable(),
    position: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'CaseView' });
export type CaseView = z.output<typeof caseViewSchema>;

/** A person keeps so many views. */
export const VIEWS_EACH = 50;

/** Under this name a person's columns of the list without a view are kept. */
export const NO_VIEW = 'all';
const viewKey = z.union([z.literal(NO_VIEW), uuid]);

const tag = 'views';
const params = z.object({ viewId: uuid });

export const viewRoutes = {
  listCaseViews: route({
    method: 'GET',
    path: '/api/v1/case-views',
    tag,
    summary: { zh: '我的视图与共享给我的视图', en: 'My views, and those shared with me' },
    access: 'case.read',
    scope: 'self',
    reply: z.object({
      items: z.array(caseViewSchema),
      defaultViewId: uuid.nullable(),
      /** My own columns, by view; a view that is not named has its owner's. */
      columns: z.record(z.string(), columnsSchema),
      /** With whom I may share. */
      mayShareWith: z.object({ units: z.array(named), areas: z.array(named) }),
    }),
  }),
  createCaseView: route({
    method: 'POST',
    path: '/api/v1/case-views',
    tag,
    summary: { zh: '保存视图', en: 'Save a view' },
    access: 'case.read',
    scope: 'self',
    status: 201,
    body: z.object(viewBody),
    reply: caseViewSchema,
  }),
  changeCaseView: route({
    method: 'PUT',
    path: '/api/v1/case-views/{viewId}',
    tag,
    summary: { zh: '修改我的视图', en: 'Change a view of mine' },
    access: 'case.read',
    scope: 'self',
    params,
    body: z.object({ ...viewBody, position: z.number().int().min(0).max(1000), version: z.number().int().min(1) }),
    reply: caseViewSchema,
  }),
  deleteCaseView: route({
    method: 'DELETE',
    path: '/api/v1/case-views/{viewId}',
    tag,
    summary: { zh: '删除我的视图', en: 'Delete a view of mine' },
    access: 'case.read',
    scope: 'self',
    params,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    reply: nothing,
  }),
  restoreCaseView: route({
    method: 'POST',
    path: '/api/v1/case-views/{viewId}/restore',
    tag,
    summary: { zh: '撤销删除视图', en: 'Bring a deleted view back' },
    access: 'case.read',
    scope: 'self',
    params,
    reply: caseViewSchema,
  }),
  chooseCaseColumns: route({
    method: 'PUT',
    path: '/api/v1/case-list-choices/{view}',
    tag,
    summary: { zh: '我在某视图中的列', en: 'My columns in one view' },
    access: 'case.read',
    scope: 'self',
    params: z.object({ view: viewKey }),
    /** Nothing goes back to the view's own columns. */
    body: z.object({ columns: columnsSchema.nullable() }),
    reply: nothing,
  }),
  chooseDefaultView: route({
    method: 'PUT',
    path: '/api/v1/case-list-default',
    tag,
    summary: { zh: '设定默认视图', en: 'Choose the view that the list opens with' },
    access: 'case.read',
    scope: 'self',
    body: z.object({ viewId: uuid.nullable() }),
    reply: nothing,
  }),
} satisfies Record<string, Route>;
