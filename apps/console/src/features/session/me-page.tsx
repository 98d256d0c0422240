import { PERMISSIONS } from '@gridward/core';
import { useLanguage } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { useMe } from './me.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';

/** Who I am here, what I may do, and the two things about my account that are mine to change. */
export function MePage() {
  const { t } = useLanguage();
  const me = useMe();
  return (
    <div className="page narrow">
      <h1>{me.name}</h1>
      <section className="section" aria-label={t('me.posts')}>
        <h2>{t('me.posts')}</h2>
        {me.posts.length === 0 ? <Blank title={t('me.noPosts')} /> : null}
        <ul>
          {me.posts.map((post) => (
            <li key={post.id}>
              {t.pick(post.role)}{' '}
              <span className="quiet">{[post.unit?.name, post.area?.name].filter((name) => name !== undefined).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="section" aria-label={t('me.permissions')}>
        <h2>{t('me.permissions')}</h2>
        <p>{t.list(me.permissions.map((permission) => t.pick(PERMISSIONS[permission])))}</p>
      </section>
      <section className="section" aria-label={t('signIn.changePassword')}>
        <h2>{t('signIn.changePassword')}</h2>
        <PasswordForm />
      </section>
      <section className="section" aria-label={t('signIn.setUpTitle')}>
        <h2>{t('signIn.setUpTitle')}</h2>
        {me.secondFactor ? <p>{t('signIn.secondFactorOn')}</p> : <SecondFactorPart />}
      </section>
    </div>
  );
}

function SecondFactorPart() {
  const { t } = useLanguage();
  return (
    <>
      <p className="quiet">{t('signIn.setUpOptional')}</p>
      <SecondFactorForm />
    </>
  );
}
