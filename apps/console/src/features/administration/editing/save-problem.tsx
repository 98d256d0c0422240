import '@gridward/i18n/words/organising';
import { Button } from 'antd';
import { useContext } from 'react';
import { ProblemError } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { ForgetDraft } from './form-draft.tsx';

/** A field of a form in words: how it reads in mine and in what another saved meanwhile. */
export interface ComparedField<T> {
  readonly label: string;
  readonly read: (value: T) => string;
}

interface SaveProblemProps<T> {
  readonly error: Error | null;
  readonly mine: T;
  readonly fields: readonly ComparedField<T>[];
  /** Reads what the server sent along as the state of now. */
  readonly theirsOf: (current: unknown) => T;
  readonly onKeepMine: (current: unknown) => void;
  readonly onTakeTheirs: (current: unknown) => void;
}

const currentOf = (error: Error | null): unknown =>
  error instanceof ProblemError && error.problem.code === 'version_conflict' ? error.problem.current : undefined;

/** Why saving failed. Where somebody else was faster, both sides stand next to each other and nothing of mine is lost. */
export function SaveProblem<T>({ error, mine, fields, theirsOf, onKeepMine, onTakeTheirs }: SaveProblemProps<T>) {
  const t = useT();
  const forgetDraft = useContext(ForgetDraft);
  const current = currentOf(error);
  if (error === null) return null;
  if (current === undefined || current === null) return <ProblemNotice error={error} keeps />;
  const theirs = theirsOf(current);
  const differing = fields.filter(({ read }) => read(mine) !== read(theirs));
  return (
    <section className="conflict" aria-label={t('setup.conflict')}>
      <h3>{t('setup.conflict')}</h3>
      <p>{t('setup.conflictHint')}</p>
      <table className="case-table">
        <thead>
          <tr>
            <th scope="col">{t('setup.field')}</th>
            <th scope="col">{t('setup.mine')}</th>
            <th scope="col">{t('setup.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ label, read }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{read(mine) || t('setup.none')}</td>
              <td>{read(theirs) || t('setup.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button onClick={() => onKeepMine(current)}>{t('setup.keepMine')}</Button>
        <Button
          onClick={() => {
            forgetDraft();
            onTakeTheirs(current);
          }}
        >
          {t('setup.takeTheirs')}
        </Button>
      </div>
    </section>
  );
}
