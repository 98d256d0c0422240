import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { api, keepCsrfToken, ProblemError } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { EXPIRED_KEY, ME_KEY, queryClient } from '../../platform/query-client.ts';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { DeploymentLanguage } from '../deployment/deployment-language.tsx';
import { forgetOthers, MeContext, type Me } from './me.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { patiently } from '../../platform/patiently.ts';

/** Needed once by few, so not part of the first visit. */
const PasswordForm = lazy(() =>
  patiently(() => import('./password-form.tsx')).then((module) => ({ default: module.PasswordForm })),
);
const SecondFactorForm = lazy(() =>
  patiently(() => import('./second-factor-form.tsx')).then((module) => ({ default: module.SecondFactorForm })),
);

/** Nobody, for whoever comes. Whoever was at work here keeps the page, and the password is asked for over it. */
async function readMe(): Promise<Me | null> {
  const answer = await api.me({});
  if (answer.ok) {
    keepCsrfToken(answer.value.csrfToken);
    forgetOthers(queryClient, answer.value);
    return answer.value;
  }
  const isAtWork = (queryClient.getQueryData<Me | null>(ME_KEY) ?? null) !== null;
  if (answer.problem.status !== 401 || isAtWork) {
    if (isAtWork && answer.problem.code === 'not_signed_in') queryClient.setQueryData(EXPIRED_KEY, true);
    throw new ProblemError(answer.problem);
  }
  return null;
}

/** Lets nobody past who is not signed in, or who still has to settle a password or a second factor. The address stays. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { t, setLocale } = useLanguage();
  const { data: me, error, refetch, isPending } = useQuery({ queryKey: ME_KEY, queryFn: readMe, staleTime: Infinity });
  const { data: expired } = useQuery({
    queryKey: EXPIRED_KEY,
    queryFn: () => false,
    enabled: false,
    initialData: false,
    gcTime: Infinity,
  });
  const accountLocale = me?.locale;
  useEffect(() => {
    if (accountLocale !== undefined) setLocale(accountLocale);
  }, [accountLocale, setLocale]);
  if (isPending) return <Waiting />;
  if (error !== null && me === undefined) return <PageProblem error={error} onRetry={() => void refetch()} />;
  if (me === null || me === undefined)
    return (
      <SignInFrame>
        <SignInForm />
      </SignInFrame>
    );
  switch (me.pending) {
    case 'second_factor':
      return (
        <SignInFrame>
          <SignInForm />
        </SignInFrame>
      );
    case 'password_change':
      return (
        <SignInFrame title={t('signIn.openPassword')} hint={t('signIn.openPasswordHint')}>
          <Suspense fallback={<Waiting rows={3} />}>
            <PasswordForm />
          </Suspense>
        </SignInFrame>
      );
    case 'second_factor_setup':
      return (
        <SignInFrame title={t('signIn.setUpTitle')} hint={t('signIn.setUpHint')}>
          <Suspense fallback={<Waiting rows={3} />}>
            <SecondFactorForm />
          </Suspense>
        </SignInFrame>
      );
    case 'none':
      return (
        <MeContext key={me.accountId} value={me}>
          <DeploymentLanguage>{children}</DeploymentLanguage>
          {expired ? (
            <div className="sign-in-over" role="dialog" aria-modal="true" aria-label={t('signIn.title')}>
              <SignInFrame hint={t('signIn.expired')}>
                <SignInForm />
              </SignInFrame>
            </div>
          ) : null}
        </MeContext>
      );
  }
}
