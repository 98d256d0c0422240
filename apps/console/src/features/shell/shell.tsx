import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { KEYS } from '../../platform/keys.ts';
import { useT } from '../../platform/language.tsx';
import { useMay, useMe } from '../session/me.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { PlaceContext, useChosenPlace } from './place.ts';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import { ADMIN_PLACES, WORK_PLACES } from './work-places.ts';
import { patiently } from '../../platform/patiently.ts';

const HelpDialog = lazy(() => patiently(() => import('./help-dialog.tsx')).then((module) => ({ default: module.HelpDialog })));

/** The frame of every page below the gate. */
export function Shell() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const [railOpen, setRailOpen] = useState(false);
  const [help, setHelp] = useState(false);
  const place = useChosenPlace();

  // A screen on the wall has neither rail nor bar: nobody stands at its keyboard.
  const isBare = useRouterState({ select: ({ location }) => location.pathname === '/wall' });
  const places = [...WORK_PLACES, ...ADMIN_PLACES].filter(({ permissions }) => may(...permissions));
  const lettered = places.flatMap(({ letter, to }) => (letter === undefined ? [] : [{ letter, to }]));
  const goTo = Object.fromEntries(lettered.map(({ letter, to }) => [`${KEYS.goTo} ${letter}`, () => void navigate({ to })]));
  useHotkeys({
    ...goTo,
    [KEYS.search]: () => search.current?.focus(),
    [KEYS.newCase]: () => (may('case.report') ? void navigate({ to: '/new' }) : undefined),
    [KEYS.help]: () => setHelp(true),
  });
  if (isBare)
    return (
      <main id="content" className="grow">
        <Outlet />
      </main>
    );
  return (
    <PlaceContext value={place}>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <TopBar searchRef={search} onMenu={() => setRailOpen((open) => !open)} onHelp={() => setHelp(true)} />
      {me.demo ? <aside className="demo-notice screen-only">{t('app.demo')}</aside> : null}
      <ConnectionNotice />
      <div className={railOpen ? 'frame rail-open' : 'frame'}>
        <Rail onGo={() => setRailOpen(false)} />
        <main id="content" className="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {help ? (
        <Suspense fallback={null}>
          <HelpDialog places={places} onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </PlaceContext>
  );
}
