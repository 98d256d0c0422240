import { PROBLEMS, type ProblemDocument } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { Translator } from '@gridward/i18n';
import { ConnectionError, ProblemError } from '../platform/api.ts';
import { useLanguage } from '../platform/language.tsx';
import { Blank } from './blank.tsx';
import { findingWords } from './finding-words.ts';

interface ProblemNoticeProps {
  readonly error: Error;
  /** True where the reader has typed something that stays. */
  readonly keeps?: boolean;
  readonly onRetry?: () => void;
}

/** A refusal in words: what happened, by which rule, what was kept, what to do next. */
export function ProblemNotice({ error, keeps = false, onRetry }: ProblemNoticeProps) {
  const { t } = useLanguage();
  const title = problemTitle(error, t);
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <Alert
      type="error"
      role="alert"
      showIcon
      title={title}
      description={
        <div className="problem-detail">
          {problem === null ? null : <ProblemDetail problem={problem} />}
          {keeps ? <div>{t('problem.kept')}</div> : null}
        </div>
      }
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>{t('app.retry')}</Button>}
    />
  );
}

function ProblemDetail({ problem }: { readonly problem: ProblemDocument }) {
  const { t } = useLanguage();
  return (
    <>
      {problem.detail === undefined ? null : <div>{problem.detail}</div>}
      {problem.errors === undefined ? null : (
        <ul>
          {problem.errors.map((finding) => (
            <li key={`${finding.pointer}${finding.message}`}>{findingWords(finding, t)}</li>
          ))}
        </ul>
      )}
      {problem.retry === 'no' ? null : <div>{t(`problem.retry.${problem.retry}`)}</div>}
      <div className="quiet">
        {problem.rule === undefined ? null : `${t('problem.rule', { rule: problem.rule })} `}
        {problem.status >= 500 && problem.requestId !== undefined ? t('problem.request', { id: problem.requestId }) : null}
      </div>
    </>
  );
}

/** The refusal's title in the language of the page, whatever language the server answered in. */
export function problemTitle(error: Error, t: Translator): string {
  if (error instanceof ConnectionError) return t('problem.offline');
  if (error instanceof ProblemError) return t.pick(PROBLEMS[error.problem.code]);
  return t('problem.crashed');
}

/** In place of a page that could not be read. */
export function PageProblem({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useLanguage();
  if (error instanceof ProblemError && error.problem.code === 'not_found') return <NotThere error={error} />;
  const mayHelp = !(error instanceof ProblemError) || error.problem.retry !== 'no';
  return (
    <div className="page-problem">
      <Blank title={t('problem.loadFailed')} />
      <ProblemNotice error={error} {...(mayHelp ? { onRetry } : {})} />
    </div>
  );
}

/** Asking again would find nothing either: why that may be, and a way on. */
function NotThere({ error }: { readonly error: ProblemError }) {
  const { t } = useLanguage();
  return (
    <Blank title={problemTitle(error, t)} hint={t('problem.notThereHint')}>
      <Link to="/">{t('nav.mine')}</Link>
    </Blank>
  );
}
