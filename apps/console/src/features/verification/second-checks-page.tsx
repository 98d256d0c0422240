import '@gridward/i18n/words/checking';
import '../../styles/second-checks.css';
import type { SecondCheck } from '@gridward/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useRef } from 'react';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { KEYS } from '../../platform/keys.ts';
import { useFormat, useT } from '../../platform/language.tsx';
import { useNow } from '../../platform/now.ts';
import { useStaying } from '../../platform/use-staying.ts';
import { Blank } from '../../ui/blank.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { useMay } from '../session/me.tsx';
import { Found } from './second-check-found.tsx';
import { SecondCheckForm } from './second-check-form.tsx';
import {
  SECOND_CHECK_STATES,
  stateOf,
  useSecondChecks,
  type SecondCheckState,
  type SecondChecksSearch,
} from './second-checks.ts';
import { LoadMore } from '../../ui/load-more.tsx';

/** Closed cases that were drawn by chance: look once more, say whether it holds. */
export function SecondChecksPage({ search }: { readonly search: SecondChecksSearch }) {
  const t = useT();
  const may = useMay();
  if (!may('case.check')) return <NoPermission permission="case.check" />;
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('second.title')}</h1>
      </header>
      <p className="quiet">{t('second.hint')}</p>
      <Checks key={stateOf(search)} search={search} />
    </div>
  );
}

function Checks({ search }: { readonly search: SecondChecksSearch }) {
  const t = useT();
  const navigate = useNavigate();
  const state = stateOf(search);
  const panel = useRef<HTMLElement>(null);
  const list = useSecondChecks(state);
  const { items, totals } = list;
  const { selected, neighbour, letGo } = useStaying(items, search.check);
  const show = (check: SecondCheck | undefined): void =>
    void navigate({
      to: '/second-checks',
      search: { view: state, ...(check === undefined ? {} : { check: check.id }) },
      replace: true,
    });
  const move = (step: 1 | -1): void => {
    const next = neighbour(step);
    if (next !== undefined) show(next);
  };
  /** What was recorded has left this list; the next one opens. */
  const goOn = (): void => {
    const next = neighbour(1) ?? neighbour(-1);
    letGo();
    show(next);
  };
  useHotkeys({ [KEYS.down]: () => move(1), [KEYS.up]: () => move(-1) });
  return (
    <>
      <div className="row second-checks-bar">
        <Segmented<SecondCheckState>
          aria-label={t('second.view')}
          value={state}
          onChange={(view) => void navigate({ to: '/second-checks', search: { view } })}
          options={SECOND_CHECK_STATES.map((value) => ({ value, label: t(`second.${value}`) }))}
        />
        {totals === undefined || totals.checked === 0 ? null : <span className="figures">{t('second.rate', totals)}</span>}
      </div>
      {list.isPending ? <Waiting rows={8} /> : null}
      {list.isError && items.length === 0 ? <PageProblem error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && selected === undefined ? (
        <Blank title={t(EMPTY[state])} hint={state === 'open' ? t('second.emptyOpenHint') : undefined} />
      ) : null}
      {selected === undefined ? null : (
        <div className="second-checks">
          <ul className="plain-list" aria-label={t(`second.${state}`)}>
            {items.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  className={item.id === selected.id ? 'second-check is-selected' : 'second-check'}
                  aria-pressed={item.id === selected.id}
                  onClick={() => {
                    show(item);
                    panel.current?.scrollIntoView({ block: 'nearest' });
                  }}
                >
                  <span className="ellipsis">
                    <strong>{t.pick(item.case.category.name)}</strong> {item.case.description}
                  </span>
                  <span className="second-check-foot">
                    <span className="quiet">
                      {item.case.place} · {item.case.area.name}
                    </span>
                    <Outcome item={item} />
                  </span>
                </button>
              </li>
            ))}
            <LoadMore list={list} />
          </ul>
          <section ref={panel} className="section" aria-label={t.pick(selected.case.category.name)}>
            <p className="figures quiet">{selected.case.number}</p>
            <h2>{t.pick(selected.case.category.name)}</h2>
            <p>{selected.case.description}</p>
            <p>
              {selected.case.place} · {selected.case.area.name}
            </p>
            {selected.closing === null ? null : <p>{t.pair(t('second.closing'), t.pick(selected.closing))}</p>}
            <p>
              <Link to="/cases/$caseId" params={{ caseId: selected.case.id }}>
                {t('second.openCase')}
              </Link>
            </p>
            {selected.result === null ? (
              <SecondCheckForm key={selected.id} check={selected} onSaved={goOn} />
            ) : (
              <Found result={selected.result} />
            )}
          </section>
        </div>
      )}
    </>
  );
}

const EMPTY = { open: 'second.emptyOpen', done: 'second.emptyDone', failed: 'second.emptyFailed' } as const;

function Outcome({ item }: { readonly item: SecondCheck }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (item.result !== null) return <span className="quiet">{t(item.result.holds ? 'second.holds' : 'second.fails')}</span>;
  const late = Date.parse(item.dueAt) < now;
  return (
    <span className={late ? 'clock-red' : 'quiet'}>
      {late ? t('second.late') : t('second.due', { at: format.shortDateTime(Date.parse(item.dueAt), now) })}
    </span>
  );
}
