import { TEXT_LIMITS, type Handover } from '@gridward/contract';
import { App, Button, Checkbox, Input } from 'antd';
import { useEffect, useState } from 'react';
import { newId } from '../../../platform/api.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useT } from '../../../platform/language.tsx';
import { lettersOver, LongText, TooLong } from '../../../ui/long-text.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMe } from '../../session/me.tsx';
import { heldByServer, useHandoverWrite } from './use-handover-write.ts';

type Point = Handover['points'][number];
interface Written {
  readonly remarks: string;
  readonly points: readonly Point[];
}

const isTooLong = ({ remarks, points }: Written): boolean =>
  lettersOver(remarks, TEXT_LIMITS.remarks) > 0 || points.some(({ text }) => lettersOver(text, TEXT_LIMITS.point) > 0);

interface HandoverTextProps {
  readonly handover: Handover;
  /** Tells whether something is written here that is not saved. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

/** What people add: points for the next shift, which go on until they are done, and remarks. */
export function HandoverText({ handover, onUnsaved }: HandoverTextProps) {
  return handover.state === 'confirmed' ? <Read written={handover} /> : <Editor handover={handover} onUnsaved={onUnsaved} />;
}

function Read({ written }: { readonly written: Written }) {
  const t = useT();
  return (
    <>
      <section className="section" aria-label={t('handover.points')}>
        <h2>{t('handover.points')}</h2>
        {written.points.length === 0 ? <p>{t('handover.none')}</p> : null}
        <ol>
          {written.points.map((point) => (
            <li key={point.id}>
              {point.text} <span className="quiet">{t('handover.carried', { day: point.sinceOn })}</span>{' '}
              {t(point.done ? 'handover.done' : 'handover.notDone')}
            </li>
          ))}
        </ol>
      </section>
      <section className="section" aria-label={t('handover.remarks')}>
        <h2>{t('handover.remarks')}</h2>
        <p className="handover-remarks">{written.remarks === '' ? t('handover.none') : written.remarks}</p>
      </section>
    </>
  );
}

function Editor({ handover, onUnsaved }: HandoverTextProps) {
  const t = useT();
  const { message } = App.useApp();
  const saved: Written = { remarks: handover.remarks, points: handover.points };
  const draft = useDraft<{ mine: Written | null; version: number }>(
    draftKey(useMe().accountId, 'handover', handover.place.id, handover.on),
    {
      mine: null,
      version: handover.version,
    },
  );
  const [isMissing, setMissing] = useState(false);
  const write = useHandoverWrite(handover, () => {
    draft.clear();
    void message.success(t('handover.saved'));
  });
  const written = draft.value.mine ?? saved;
  const isUnsaved = draft.value.mine !== null;
  useEffect(() => {
    onUnsaved(isUnsaved);
    return () => onUnsaved(false);
  }, [isUnsaved, onUnsaved]);
  const change = (next: Partial<Written>): void =>
    draft.change({ mine: { ...written, ...next }, version: draft.value.mine === null ? handover.version : draft.value.version });
  const save = (version: number): void => {
    if (written.points.some(({ text }) => text.trim() === '')) setMissing(true);
    else if (!isTooLong(written)) write.mutate({ kind: 'write', version, text: written });
  };
  const theirs = heldByServer(write.error);
  return (
    <form
      className="handover-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save(draft.value.mine === null ? handover.version : draft.value.version);
      }}
    >
      <Points handover={handover} points={written.points} isMissing={isMissing} onChange={(points) => change({ points })} />
      <section className="section" aria-labelledby="handover-remarks-title">
        <h2 id="handover-remarks-title">{t('handover.remarks')}</h2>
        <div className="screen-only">
          <LongText
            aria-labelledby="handover-remarks-title"
            max={TEXT_LIMITS.remarks}
            minRows={4}
            maxRows={20}
            value={written.remarks}
            onChange={(remarks) => change({ remarks })}
          />
          <TooLong text={written.remarks} max={TEXT_LIMITS.remarks} />
        </div>
        <p className="handover-remarks print-only">{written.remarks === '' ? t('handover.none') : written.remarks}</p>
      </section>
      {theirs === null ? (
        write.error === null ? null : (
          <ProblemNotice error={write.error} keeps />
        )
      ) : (
        <div className="section" role="alert">
          <p>{t('handover.conflict')}</p>
          <Read written={theirs} />
          <div className="row">
            <Button
              onClick={() => {
                draft.clear();
                write.reset();
              }}
            >
              {t('handover.takeTheirs')}
            </Button>
            <Button onClick={() => save(theirs.version)}>{t('handover.keepMine')}</Button>
          </div>
        </div>
      )}
      <div className="row screen-only">
        <Button htmlType="submit" type="primary" disabled={draft.value.mine === null} loading={write.isPending}>
          {t('handover.save')}
        </Button>
        {draft.value.mine === null ? null : <span className="quiet">{t('handover.draftKept')}</span>}
      </div>
    </form>
  );
}

interface PointsProps {
  readonly handover: Handover;
  readonly points: readonly Point[];
  readonly isMissing: boolean;
  readonly onChange: (points: readonly Point[]) => void;
}

function Points({ handover, points, isMissing, onChange }: PointsProps) {
  const t = useT();
  const set = (id: string, next: Partial<Point>): void =>
    onChange(points.map((point) => (point.id === id ? { ...point, ...next } : point)));
  return (
    <section className="section" aria-labelledby="handover-points-title">
      <h2 id="handover-points-title">{t('handover.points')}</h2>
      {points.length === 0 ? <p className="print-only">{t('handover.none')}</p> : null}
      <ol className="handover-points">
        {points.map((point, index) => (
          <li key={point.id}>
            <Checkbox
              checked={point.done}
              aria-label={t('handover.doneLabel', { n: index + 1 })}
              onChange={(event) => set(point.id, { done: event.target.checked })}
            >
              {t('handover.done')}
            </Checkbox>
            <Input
              className="screen-only"
              aria-label={t('handover.pointText', { n: index + 1 })}
              value={point.text}
              status={(isMissing && point.text.trim() === '') || lettersOver(point.text, TEXT_LIMITS.point) > 0 ? 'error' : ''}
              onChange={(event) => set(point.id, { text: event.target.value })}
            />
            <span className="print-only">{point.text}</span>
            <span className="quiet">{t('handover.carried', { day: point.sinceOn })}</span>
            <Button
              className="screen-only"
              aria-label={t('handover.removePoint', { n: index + 1 })}
              onClick={() => onChange(points.filter(({ id }) => id !== point.id))}
            >
              ×
            </Button>
            <TooLong text={point.text} max={TEXT_LIMITS.point} />
          </li>
        ))}
      </ol>
      <Button
        className="screen-only"
        disabled={points.length >= MOST_POINTS}
        onClick={() => onChange([...points, { id: newId(), text: '', sinceOn: handover.on, done: false }])}
      >
        {t('handover.addPoint')}
      </Button>
    </section>
  );
}

const MOST_POINTS = 50;
