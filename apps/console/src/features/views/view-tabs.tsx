import type { CaseView } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useT } from '../../platform/language.tsx';
import { MenuButton, type MenuItem } from '../../ui/menu-button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { isSameList, queryOf, type CaseFilters } from '../cases/list/filters.ts';
import { useViewWrites, viewsQuery, type ViewDraft } from './use-views.ts';
import { ViewForm } from './view-form.tsx';

interface ViewTabsProps {
  readonly filters: CaseFilters;
  readonly columns: CaseView['columns'];
  readonly onOpen: (filters: CaseFilters) => void;
}

/** The filters of a view as an address carries them. */
export const filtersOfView = ({ id, filters }: Pick<CaseView, 'id' | 'filters'>): CaseFilters => ({ ...filters, view: id });

/** My views and those shared with me, side by side; what was changed can be saved, the one in use can be renamed, moved, shared, deleted. */
export function ViewTabs({ filters, columns, onOpen }: ViewTabsProps) {
  const t = useT();
  const { data, error, refetch } = useQuery(viewsQuery);
  const [form, setForm] = useState<'new' | 'edit' | null>(null);
  const views = data?.items ?? [];
  const view = views.find(({ id }) => id === filters.view);
  const isChanged = view !== undefined && !isSameList(filters, view.filters);
  const hasFilters = Object.keys(queryOf(filters)).length > 0;
  const draft: ViewDraft = { name: '', filters: queryOf(filters), columns, sharing: { with: 'none' } };
  return (
    <nav className="view-tabs" aria-label={t('views.label')}>
      <Tab name={t('views.all')} isCurrent={filters.view === undefined} onOpen={() => onOpen({})} />
      {views.map((one) => (
        <Tab
          key={one.id}
          name={one.name}
          title={hintOf(one, data?.defaultViewId === one.id, t)}
          isCurrent={one.id === filters.view}
          onOpen={() => onOpen(filtersOfView(one))}
        />
      ))}
      {view === undefined ? null : (
        <ViewMenu
          view={view}
          views={views}
          isDefault={data?.defaultViewId === view.id}
          onEdit={() => setForm('edit')}
          onOpen={onOpen}
        />
      )}
      {isChanged && view.mine ? <SaveChanges view={view} filters={filters} columns={columns} /> : null}
      {hasFilters && (view === undefined || isChanged) ? (
        <Button type="link" onClick={() => setForm('new')}>
          ＋ {t('views.save')}
        </Button>
      ) : null}
      {isChanged ? <span className="quiet">{t('views.changed')}</span> : null}
      {data !== undefined && filters.view !== undefined && view === undefined ? (
        <span className="quiet" role="status">
          {t('views.gone')}
        </span>
      ) : null}
      {error !== null && data === undefined ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {form === null || data === undefined ? null : (
        <ViewForm
          view={form === 'edit' ? (view ?? null) : null}
          draft={form === 'edit' && view !== undefined ? view : draft}
          now={view}
          places={data.mayShareWith}
          onDone={(saved) => {
            setForm(null);
            if (saved !== null) onOpen(filtersOfView(saved));
          }}
        />
      )}
    </nav>
  );
}

function hintOf(view: CaseView, isDefault: boolean, t: ReturnType<typeof useT>): string | undefined {
  const by = view.mine ? [] : [t('views.by', { person: view.owner.name, place: view.sharedWith?.name ?? '' })];
  const all = [...by, ...(isDefault ? [t('views.isDefault')] : [])];
  return all.length === 0 ? undefined : all.join(' · ');
}

interface TabProps {
  readonly name: string;
  readonly title?: string | undefined;
  readonly isCurrent: boolean;
  readonly onOpen: () => void;
}

function Tab({ name, title, isCurrent, onOpen }: TabProps) {
  return (
    <button type="button" className="view-tab" title={title} aria-current={isCurrent ? 'page' : undefined} onClick={onOpen}>
      {name}
    </button>
  );
}

function SaveChanges({
  view,
  filters,
  columns,
}: {
  readonly view: CaseView;
  readonly filters: CaseFilters;
  readonly columns: CaseView['columns'];
}) {
  const t = useT();
  const { change } = useViewWrites();
  return (
    <>
      <Button
        type="link"
        loading={change.isPending}
        onClick={() => change.mutate({ ...view, filters: queryOf(filters), columns })}
      >
        {t('views.saveChanges', { name: view.name })}
      </Button>
      {change.error === null ? null : <ProblemNotice error={change.error} keeps />}
    </>
  );
}

interface ViewMenuProps {
  readonly view: CaseView;
  readonly views: readonly CaseView[];
  readonly isDefault: boolean;
  readonly onEdit: () => void;
  readonly onOpen: (filters: CaseFilters) => void;
}

function ViewMenu({ view, views, isDefault, onEdit, onOpen }: ViewMenuProps) {
  const t = useT();
  const { notification } = App.useApp();
  const { change, remove, restore, chooseDefault } = useViewWrites();
  const mine = views.filter((one) => one.mine);
  const at = mine.indexOf(view);
  const error = change.error ?? remove.error ?? restore.error ?? chooseDefault.error;

  /** Changes places with its neighbour; positions are dense, so two writes are enough. */
  const move = async (step: -1 | 1): Promise<void> => {
    const other = mine[at + step];
    if (other === undefined) return;
    await change.mutateAsync({ ...view, position: at + step });
    await change.mutateAsync({ ...other, position: at });
  };
  const undo = async (): Promise<void> => {
    notification.destroy(view.id);
    const back = await restore.mutateAsync(view.id);
    if (back.sharing.with !== view.sharing.with) notification.info({ title: t('views.backAlone') });
    onOpen(filtersOfView(back));
  };
  const drop = (): void =>
    remove.mutate(view, {
      onSuccess: () => {
        onOpen({});
        notification.info({
          key: view.id,
          title: t('views.deleted', { name: view.name }),
          actions: (
            <Button type="primary" onClick={() => void undo()}>
              {t('views.undo')}
            </Button>
          ),
        });
      },
    });
  const items: MenuItem[] = [
    {
      key: 'default',
      label: t(isDefault ? 'views.notDefault' : 'views.default'),
      onSelect: () => chooseDefault.mutate(isDefault ? null : view.id),
    },
    ...(view.mine ? [{ key: 'edit', label: t('views.edit'), onSelect: onEdit }] : []),
    ...(view.mine && at > 0 ? [{ key: 'left', label: t('views.left'), onSelect: () => void move(-1) }] : []),
    ...(view.mine && at < mine.length - 1 ? [{ key: 'right', label: t('views.right'), onSelect: () => void move(1) }] : []),
    ...(view.mine ? [{ key: 'delete', label: t('views.delete'), onSelect: drop }] : []),
  ];
  return (
    <>
      <MenuButton type="text" label={t('views.more')} items={items} />
      {error === null ? null : <ProblemNotice error={error} />}
    </>
  );
}
