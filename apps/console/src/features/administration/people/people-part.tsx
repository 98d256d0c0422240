import { TEAM_ROLE_NAMES, type TeamRole } from '@gridward/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { api, unwrap } from '../../../platform/api.ts';
import { Blank } from '../../../ui/blank.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { GrantDrawer } from '../organisation/grant-drawer.tsx';
import { maskedPhone } from './masked-phone.ts';
import { ORGANISATION_KEY, personsQuery, type Person } from '../organisation/organisation-queries.ts';
import { CreatePersonDrawer, EditPersonDrawer } from './person-form.tsx';
import { PostList } from '../organisation/post-list.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';

interface PeoplePartProps {
  readonly personId: string | null;
  /** A place in a team that somebody is looked for. */
  readonly appoint: string | undefined;
  readonly areaId: string | undefined;
}

const asTeamRole = (text: string | undefined): TeamRole | undefined => TEAM_ROLE_NAMES.find((name) => name === text);

/** The staff, and the posts of the chosen one. */
export function PeoplePart({ personId, appoint, areaId }: PeoplePartProps) {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const choose = (person: string | undefined): void =>
    void navigate({ to: '/admin/organisation', search: { tab: 'people', ...(person === undefined ? {} : { person }) } });
  const seesDirectory = may('unit.manage', 'role.manage');
  const teamRole = asTeamRole(appoint);
  return (
    <>
      <ReadOnlyNotice permission="unit.manage" />
      <div className={seesDirectory ? 'admin-split' : undefined}>
        {seesDirectory ? <Directory chosenId={personId} onChoose={choose} /> : null}
        <div className="admin-main">
          {personId === null ? (
            <Blank title={t('people.choose')} hint={t('people.chooseHint')} />
          ) : (
            <PostList key={personId} title={t('org.posts')} filter={{ personId }} start={{ personId }} />
          )}
        </div>
      </div>
      {may('role.manage') && teamRole !== undefined && areaId !== undefined ? (
        <GrantDrawer key={`${teamRole} ${areaId}`} start={{ teamRole, areaId }} onClose={() => choose(personId ?? undefined)} />
      ) : null}
    </>
  );
}

/** Somebody as the directory shows them; telephones are for those who keep them. */
type Listed = Pick<Person, 'id' | 'name' | 'number'> & Partial<Person>;

interface DirectoryProps {
  readonly chosenId: string | null;
  readonly onChoose: (personId: string) => void;
}

function Directory({ chosenId, onChoose }: DirectoryProps) {
  const t = useT();
  const may = useMay();
  const mayEdit = may('unit.manage');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const [doing, setDoing] = useState<'create' | Person | null>(null);
  const kept = useInfiniteQuery({ ...personsQuery(q), enabled: mayEdit });
  const named = useInfiniteQuery({
    queryKey: [...ORGANISATION_KEY, 'appointees', q],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listAppointees({ query: { ...(q === '' ? {} : { q }), cursor: pageParam } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: !mayEdit,
  });
  const list = mayEdit ? kept : named;
  const people: readonly Listed[] = (mayEdit ? kept.data : named.data)?.pages.flatMap<Listed>(({ items }) => items) ?? [];
  const chosen = kept.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === chosenId);
  return (
    <div className="admin-side">
      <Input
        allowClear
        value={typed}
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        onChange={(event) => setTyped(event.target.value)}
      />
      {mayEdit ? (
        <div className="row">
          <Button onClick={() => setDoing('create')}>{t('people.create')}</Button>
          <Button disabled={chosen === undefined} onClick={() => setDoing(chosen ?? null)}>
            {t('setup.edit')}
          </Button>
        </div>
      ) : null}
      <div className="admin-side-list">
        {list.isPending ? <Waiting rows={8} /> : null}
        {list.error === null ? null : <PageProblem error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && people.length === 0 ? <Blank title={t('people.empty')} hint={t('people.emptyHint')} /> : null}
        <ul className="pick-list" aria-label={t('people.list')}>
          {people.map((person) => (
            <li key={person.id}>
              <button type="button" aria-current={person.id === chosenId} onClick={() => onChoose(person.id)}>
                {person.name}{' '}
                <span className="quiet figures">
                  {[person.number, person.workPhone == null ? null : maskedPhone(person.workPhone)]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <LoadMore list={list} />
      </div>
      {doing === 'create' ? (
        <CreatePersonDrawer
          onClose={() => setDoing(null)}
          onMade={(id) => {
            setDoing(null);
            onChoose(id);
          }}
        />
      ) : null}
      {doing === null || doing === 'create' ? null : <EditPersonDrawer person={doing} onClose={() => setDoing(null)} />}
    </div>
  );
}
