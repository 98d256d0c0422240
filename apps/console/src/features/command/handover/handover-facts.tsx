import type { Handover } from '@gridward/contract';
import { BOARD_NUMBERS } from '@gridward/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../../../platform/language.tsx';
import { listBehind } from '../board/board-query.ts';

type NamedCase = Handover['facts']['hazards'][number];

/** The day in figures and what the next shift must know. Numbers that a list can show are doors to it. */
export function HandoverFacts({ handover }: { readonly handover: Handover }) {
  const t = useT();
  const format = useFormat();
  const { facts } = handover;
  return (
    <>
      <p className="quiet">{t('handover.asOf', { at: format.dateTime(Date.parse(facts.at)) })}</p>
      <Figures handover={handover} />
      <Now handover={handover} />
      <Decisions handover={handover} />
      <Part title={t('handover.hazards')} cases={facts.hazards} />
      <Part title={t('handover.disputes')} cases={facts.disputes} />
      <Part title={t('handover.deferrals')} cases={facts.deferrals} />
      <Part title={t('handover.orders')} cases={facts.orders} />
    </>
  );
}

function Figures({ handover: { facts, place, on } }: { readonly handover: Handover }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className="section" aria-labelledby="handover-work">
      <h2 id="handover-work">{t('handover.work')}</h2>
      <Scrolling label={t('handover.figure')}>
        <table className="case-table numbers">
          <thead>
            <tr>
              <th scope="col">{t('handover.figure')}</th>
              {(['count', 'before', 'weekMean'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`handover.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.figures.map(({ figure, count, before, weekMean }) => (
              <tr key={figure}>
                <th scope="row">{t(`handover.figure.${figure}`)}</th>
                <td className="number figures">
                  {figure === 'received' && count > 0 ? (
                    <Link to="/cases" search={{ areaId: place.id, reportedFrom: on, reportedUntil: on }}>
                      {count}
                    </Link>
                  ) : (
                    count
                  )}
                </td>
                <td className="number figures">{before}</td>
                <td className="number figures">{format.decimal(weekMean)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}

function Now({ handover: { facts, place, state } }: { readonly handover: Handover }) {
  const t = useT();
  return (
    <section className="section" aria-labelledby="handover-now">
      <h2 id="handover-now">{t('handover.now')}</h2>
      <dl className="handover-now">
        {BOARD_NUMBERS.map((number) => (
          <div key={number}>
            <dt>{t(`board.${number}`)}</dt>
            <dd className="figures">
              {state === 'draft' && facts.counts[number] > 0 ? (
                <Link to="/cases" search={listBehind(number, place)}>
                  {facts.counts[number]}
                </Link>
              ) : (
                facts.counts[number]
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Decisions({ handover: { facts } }: { readonly handover: Handover }) {
  const t = useT();
  return (
    <section className="section" aria-labelledby="handover-decisions">
      <h2 id="handover-decisions">{t('handover.decisions')}</h2>
      {facts.decisions.length === 0 ? (
        <p>{t('handover.none')}</p>
      ) : (
        <p>
          {t('handover.decisionsCount', { count: facts.stuckCount, shown: facts.decisions.flatMap(({ cases }) => cases).length })}
        </p>
      )}
      {facts.decisions.map(({ unit, cases }) => (
        <div key={unit.id} className="handover-decision">
          <h3>{t('board.decider', { unit: unit.name })}</h3>
          <Cases
            label={unit.name}
            cases={cases}
            extra={{
              head: t('handover.reason'),
              cell: (_one, index) => t.list((cases[index]?.reasons ?? []).map((reason) => t(`stuck.${reason}`))),
            }}
          />
        </div>
      ))}
    </section>
  );
}

function Part({ title, cases }: { readonly title: string; readonly cases: readonly NamedCase[] }) {
  const t = useT();
  return (
    <section className="section">
      <h2>{title}</h2>
      {cases.length === 0 ? <p>{t('handover.none')}</p> : <Cases label={title} cases={cases} />}
    </section>
  );
}

interface CasesProps {
  readonly label: string;
  readonly cases: readonly NamedCase[];
  readonly extra?: { readonly head: string; readonly cell: (one: NamedCase, index: number) => ReactNode };
}

function Cases({ label, cases, extra }: CasesProps) {
  const t = useT();
  const format = useFormat();
  return (
    <Scrolling label={label}>
      <table className="case-table numbers handover-cases">
        <thead>
          <tr>
            {(['case', 'matter', 'area', 'owner', 'dueAt'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`handover.${column}`)}
              </th>
            ))}
            {extra === undefined ? null : <th scope="col">{extra.head}</th>}
          </tr>
        </thead>
        <tbody>
          {cases.map((one, index) => (
            <tr key={`${one.id} ${index}`}>
              <td className="figures">
                <Link to="/cases/$caseId" params={{ caseId: one.id }}>
                  {one.number}
                </Link>
              </td>
              <td>{t.pick(one.matter)}</td>
              <td>{one.area}</td>
              <td>{one.owner}</td>
              <td className="figures">{one.dueAt === null ? '' : format.dateTime(Date.parse(one.dueAt))}</td>
              {extra === undefined ? null : <td>{extra.cell(one, index)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** Wider than a phone: it scrolls by itself, also by keyboard. */
function Scrolling({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
