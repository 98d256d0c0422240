import '@gridward/i18n/words/checking';
import '../../../styles/case-sheet.css';
import type { CaseDetail, caseRoutes, RouteAnswer } from '@gridward/contract';
import { formatLimit } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { photoAddress } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { useMe } from '../../session/me.tsx';
import { useChannelName } from '../../catalogue/catalogue.ts';
import { caseQuery, journalQuery } from '../keys.ts';
import { useTeller, type Told } from './told-facts.ts';

const MOST_PHOTOS = 4;

/** The case on paper: one A4 sheet for a folder or a meeting. Only print shows it; who reported is not on it. */
export function CaseSheet({ caseId }: { readonly caseId: string }) {
  const { data } = useQuery(caseQuery(caseId));
  return data === undefined ? null : <Sheet detail={data} />;
}

function Sheet({ detail }: { readonly detail: CaseDetail }) {
  const { t, format, locale } = useLanguage();
  const { name } = useMe();
  const now = useNow();
  const channelName = useChannelName();
  const at = (moment: string | null): string => (moment === null ? '' : format.dateTime(Date.parse(moment)));
  const row = detail.standardRow;
  const photos = detail.attachments.filter(({ screening }) => screening === 'clear' || screening === 'masked');
  return (
    <section className="case-sheet print-only" aria-hidden>
      <h1>{t('sheet.title')}</h1>
      <table>
        <tbody>
          <Line
            cells={[
              [t('case.number'), detail.number],
              [t('list.state'), t(`state.${detail.state}`)],
            ]}
          />
          <Line
            cells={[
              [t('sheet.what'), detail.categoryTrail.map((part) => t.pick(part)).join(' / ')],
              [t('case.channel'), channelName(detail.channel)],
            ]}
          />
          <Line
            cells={[
              [t('sheet.where'), detail.place],
              [t('case.area'), detail.areaTrail.map((area) => area.name).join(' / ')],
            ]}
          />
          <Line cells={[[t('case.description'), detail.description]]} />
          {row === null ? null : (
            <Line
              cells={[
                [t('case.filingCondition'), t.pick(row.filing)],
                [t('case.limit'), formatLimit(row.limit, locale)],
              ]}
            />
          )}
          {row === null ? null : <Line cells={[[t('case.closingCondition'), t.pick(row.closing)]]} />}
          <Line
            cells={[
              [
                t('sheet.owner'),
                detail.owner === null ? '' : [detail.owner.unit.name, detail.owner.person?.name].filter(Boolean).join(' · '),
              ],
              [
                t('sheet.clock'),
                detail.clock === null
                  ? ''
                  : `${t.word('clock', detail.clock.kind)} ${at(detail.clock.dueAt)} · ${t(`lamp.${detail.clock.lamp}`)}`,
              ],
            ]}
          />
          <Line
            cells={[
              [t('case.leadUnit'), detail.leadUnit?.name ?? ''],
              [t('case.supporting'), t.list(detail.supportingUnits.map((unit) => unit.name))],
            ]}
          />
          <Line
            cells={[
              [t('case.reportedAt'), at(detail.reportedAt)],
              [t('sheet.filedAt'), at(detail.filedAt)],
            ]}
          />
          <Line
            cells={[
              [t('sheet.dispatchedAt'), at(detail.dispatchedAt)],
              [t('sheet.handledAt'), at(detail.handledAt)],
            ]}
          />
          <Line
            cells={[
              [t('sheet.endedAt'), at(detail.endedAt)],
              [
                t('case.outcome'),
                [
                  detail.closureKind === null ? '' : t(`closure.${detail.closureKind}`),
                  detail.closedOnTime === null ? '' : t(detail.closedOnTime ? 'case.onTime' : 'case.late'),
                ]
                  .filter((part) => part !== '')
                  .join(' · '),
              ],
            ]}
          />
        </tbody>
      </table>
      {photos.length === 0 ? null : (
        <div className="case-sheet-photos">
          {photos.slice(-MOST_PHOTOS).map((photo) => (
            <figure key={photo.id}>
              <img src={photoAddress(photo.id, 'preview')} alt="" />
              <figcaption>
                {t(`purpose.${photo.purpose}`)} {at(photo.takenAt ?? photo.uploadedAt)}
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      <SheetJournal caseId={detail.id} />
      <p className="case-sheet-sign">
        {t.pair(t('sheet.signature'), '')} ____________________ {t.pair(t('sheet.date'), '')} ____________________
      </p>
      <footer>{t('sheet.printed', { name, at: format.dateTime(now) })}</footer>
    </section>
  );
}

function Line({ cells }: { readonly cells: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <tr>
      {cells.flatMap(([label, value]) => [
        <th key={`${label} label`} scope="row">
          {label}
        </th>,
        <td key={label} colSpan={cells.length === 1 ? 3 : 1}>
          {value}
        </td>,
      ])}
    </tr>
  );
}

function SheetJournal({ caseId }: { readonly caseId: string }) {
  const { t } = useLanguage();
  const { data } = useQuery(journalQuery(caseId));
  const tell = useTeller(data?.names);
  if (data === undefined) return null;
  return (
    <>
      <h2>{t('case.journal')}</h2>
      <table className="case-sheet-journal">
        <tbody>
          {data.items.map((entry) => (
            <JournalRow key={entry.seq} entry={entry} told={tell(entry)} />
          ))}
        </tbody>
      </table>
    </>
  );
}

type Entry = RouteAnswer<(typeof caseRoutes)['getJournal']>['items'][number];

function JournalRow({ entry, told }: { readonly entry: Entry; readonly told: readonly Told[] }) {
  const { t, format, locale } = useLanguage();
  return (
    <tr>
      <td className="figures">{format.dateTime(Date.parse(entry.at))}</td>
      <td>{t.word('verb', entry.verb)}</td>
      <td>{[entry.person?.name, entry.unit?.name].filter(Boolean).join(' · ')}</td>
      <td>{told.map(({ label, value }) => t.pair(label, value)).join(locale === 'en' ? '; ' : '；')}</td>
    </tr>
  );
}
