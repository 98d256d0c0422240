import type { CaseDetail, CaseSummary } from '@gridward/contract';
import { useFormat, useT } from '../../../platform/language.tsx';
import { ClockText, Lamp } from '../../../ui/lamp.tsx';
import { StateTag } from '../state-tag.tsx';
import { ClockNote } from './clock-note.tsx';

/** Number, matter, place, owner, clock: always these, always here. */
export function CaseHead({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  return (
    <header className="case-head">
      <div className="case-head-what">
        <p className="figures quiet">
          {detail.number} <StateTag item={detail} />
          {detail.historical ? <span className="quiet"> · {t('case.historical')}</span> : null}
        </p>
        <h2 id={`case-${detail.id}`}>{t.pick(detail.category.name)}</h2>
        <p>{[detail.place, detail.area.name].filter((part) => part !== '').join(' · ')}</p>
        {detail.hazard ? (
          <p className={detail.madeSafe ? 'quiet' : 'hazard-mark'}>
            {t(detail.madeSafe ? 'case.hazardSafe' : 'case.hazardOpen')}
          </p>
        ) : null}
      </div>
      <OwnerCard owner={detail.owner} detail={detail} />
      <ClockCard clock={detail.clock} detail={detail} />
    </header>
  );
}

export function OwnerCard({ owner, detail }: { readonly owner: CaseSummary['owner']; readonly detail: CaseDetail }) {
  const t = useT();
  return (
    <section className="fact-card" aria-label={t('case.owner')}>
      <h3>{t('case.owner')}</h3>
      {owner === null ? (
        <p>{detail.mergedInto === null ? t('case.noOwner') : t('case.mergedInto', { number: detail.mergedInto.number })}</p>
      ) : (
        <>
          <p className="fact-card-value">{owner.unit.name}</p>
          <p className="quiet">
            {t(`duty.${owner.duty}`)} · {owner.person?.name ?? t('case.unclaimed')}
          </p>
        </>
      )}
    </section>
  );
}

export function ClockCard({ clock, detail }: { readonly clock: CaseSummary['clock']; readonly detail: CaseDetail }) {
  const t = useT();
  const format = useFormat();
  if (clock === null) {
    return (
      <section className="fact-card" aria-label={t('case.clock')}>
        <h3>{t('case.clock')}</h3>
        <p className="fact-card-value">{detail.closureKind === null ? t('case.noClock') : t(`closure.${detail.closureKind}`)}</p>
        <p className="quiet">
          {detail.endedAt === null ? '' : format.dateTime(Date.parse(detail.endedAt))}
          {detail.closedOnTime === null ? '' : ` · ${t(detail.closedOnTime ? 'case.onTime' : 'case.late')}`}
        </p>
      </section>
    );
  }
  return (
    <section className={`fact-card fact-card-${clock.lamp}`} aria-label={t('case.clock')}>
      <h3>
        {t.word('clock', clock.kind)} <Lamp lamp={clock.lamp} />
      </h3>
      <p className="fact-card-value">
        <ClockText clock={clock} />
      </p>
      <p className="quiet figures">{t('case.dueAt', { at: format.dateTime(Date.parse(clock.dueAt)) })}</p>
      <ClockNote clock={clock} detail={detail} />
    </section>
  );
}
