import type { Handover } from '@gridward/contract';
import { BOARD_NUMBERS } from '@gridward/core';
import { Link } from '@tanstack/react-router';
import { useFormat, useT } from '../../../platform/language.tsx';
import { allStuck, listBehind } from '../board/board-query.ts';
import { DayFigures } from './day-figures.tsx';
import { ListedPart } from './listed-part.tsx';
import { NamedCases } from './named-cases.tsx';

const PARTS = ['hazards', 'disputes', 'deferrals', 'orders'] as const;

/** The day in figures and what the next shift must know. Numbers that a list can show are doors to it. */
export function HandoverFacts({ handover }: { readonly handover: Handover }) {
  const t = useT();
  const format = useFormat();
  const { facts } = handover;
  return (
    <>
      <p className="quiet">{t('handover.asOf', { at: format.dateTime(Date.parse(facts.at)) })}</p>
      <DayFigures handover={handover} />
      <Now handover={handover} />
      <Decisions handover={handover} />
      {PARTS.map((part) => (
        <ListedPart key={part} part={part} handover={handover} />
      ))}
    </>
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

function Decisions({ handover: { facts, place, state } }: { readonly handover: Handover }) {
  const t = useT();
  return (
    <section className="section" aria-labelledby="handover-decisions">
      <h2 id="handover-decisions">{t('handover.decisions')}</h2>
      {facts.decisions.length === 0 ? (
        <p>{t('handover.none')}</p>
      ) : (
        <p>
          {t('handover.decisionsCount', { count: facts.stuckCount, shown: facts.decisions.flatMap(({ cases }) => cases).length })}{' '}
          {state === 'draft' ? (
            <Link to="/cases" search={allStuck(place)} className="screen-only">
              {t('handover.openAll')}
            </Link>
          ) : null}
        </p>
      )}
      {facts.decisions.map(({ unit, cases }) => (
        <div key={unit.id} className="handover-decision">
          <h3>{t('board.decider', { unit: unit.name })}</h3>
          <NamedCases
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
