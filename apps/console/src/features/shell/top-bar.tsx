import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { App, Button, Input, type InputRef } from 'antd';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { api, ProblemError, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { problemTitle } from '../../ui/problem-notice.tsx';
import { hushPresence } from '../live/use-presence.ts';
import { NoticeBell } from '../notices/notice-bell.tsx';
import { useMay, useMe, useTakeMe } from '../session/me.tsx';
import { useMyAreas, usePlace } from './place.ts';

interface TopBarProps {
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onMenu: () => void;
  readonly onHelp: () => void;
}

export function TopBar({ searchRef, onMenu, onHelp }: TopBarProps) {
  const { t } = useLanguage();
  const may = useMay();
  return (
    <header className="top-bar screen-only">
      <Button className="menu-button" type="text" onClick={onMenu} aria-label={t('app.menu')}>
        ☰
      </Button>
      <Link to="/" className="brand" aria-label={t('app.name')}>
        <img src="/icon.svg" alt="" width="24" height="24" />
        <span>{t('app.name')}</span>
      </Link>
      <PlaceSwitch />
      {may('case.read') ? <Search searchRef={searchRef} /> : <span className="grow" />}
      {may('case.report') ? (
        <Link to="/new" className="new-case">
          {t('app.newCase')} <kbd>n</kbd>
        </Link>
      ) : null}
      <NoticeBell />
      <Button type="text" className="wide-only" onClick={onHelp} aria-label={t('app.help')}>
        ?
      </Button>
      <LanguageSwitch />
      <MyMenu />
    </header>
  );
}

/** The places of my posts; lists follow the chosen one. With a single place there is nothing to switch. */
function PlaceSwitch() {
  const { t } = useLanguage();
  const { posts } = useMe();
  const { areaId, setAreaId } = usePlace();
  const areas = useMyAreas();
  const names = [...new Set(posts.map(({ unit, area }) => unit?.name ?? area?.name).filter((name) => name !== undefined))];
  if (areas.length < 2) return <span className="place ellipsis wide-only">{names.join(' · ')}</span>;
  return (
    <select
      className="place-switch"
      aria-label={t('app.scope')}
      value={areaId ?? ''}
      onChange={(event) => setAreaId(event.target.value || null)}
    >
      <option value="">{t('app.scopeAll')}</option>
      {areas.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Search({ searchRef }: { readonly searchRef: Ref<HTMLInputElement> }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  const [q, setQ] = useState('');
  useImperativeHandle(searchRef, () => input.current?.input as HTMLInputElement);
  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ to: '/cases', search: q.trim() === '' ? {} : { q: q.trim() } });
      }}
    >
      <Input
        ref={input}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        aria-label={t('app.searchLabel')}
        placeholder={t('app.searchPlaceholder')}
        suffix={<kbd>/</kbd>}
      />
    </form>
  );
}

function LanguageSwitch() {
  const { t, locale, setLocale } = useLanguage();
  const takeMe = useTakeMe();
  const change = (): void => {
    const next = locale === 'en' ? 'zh-CN' : 'en';
    setLocale(next);
    void api.setLocale({ body: { locale: next } }).then(
      (answer) => (answer.ok ? takeMe(answer.value) : undefined),
      () => undefined,
    );
  };
  return (
    <Button type="text" title={t('app.languageHint')} onClick={change}>
      {t('app.language')}
    </Button>
  );
}

/** Nothing that was read stays in the memory of a computer that others use. */
const startAfresh = (): void => window.location.assign('/');

function MyMenu() {
  const { t } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const signOut = useMutation({
    mutationFn: () => unwrap(api.signOut({})),
    onMutate: () => hushPresence(true),
    onSuccess: startAfresh,
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.code === 'not_signed_in') return startAfresh();
      // Whoever turns away from the screen must know that the door is still open.
      hushPresence(false);
      return void message.error(t('app.signOutFailed', { reason: problemTitle(error, t) }));
    },
  });
  return (
    <MenuButton
      type="text"
      label={me.name}
      items={[
        { key: 'me', label: t('app.account'), onSelect: () => void navigate({ to: '/me' }) },
        { key: 'out', label: t('app.signOut'), onSelect: () => signOut.mutate() },
      ]}
    />
  );
}
