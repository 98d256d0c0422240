import { PERMISSIONS } from '@gridward/core';
import { Radio } from 'antd';
import { APPEARANCES, type Appearance } from '../../platform/appearance.ts';
import { useLanguage } from '../../platform/language.tsx';
import { chooseAppearance, useAppearance } from '../../platform/look.ts';
import { Blank } from '../../ui/blank.tsx';
import { useMe } from './me.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';

/** Who I am here, what I may do, and what is mine to change: how the console looks here, my password, my second factor. */
export function MePage() {
  const { t } = useLanguage();
  const me = useMe();
  return (
    <div className="page narrow">
      <h1>{me.name}</h1>
      <section className="section" aria-label={t('me.posts')}>
        <h2>{t('me.posts')}</h2>
        {me.posts.length === 0 ? <Blank title={t('me.noPosts')} /> : null}
        <ul className="plain-list">
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
      <AppearancePart />
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

const APPEARANCE_WORDS = { system: 'me.appearanceSystem', light: 'me.appearanceLight', dark: 'me.appearanceDark' } as const;

function AppearancePart() {
  const { t } = useLanguage();
  const wish = useAppearance();
  return (
    <section className="section" aria-label={t('me.appearance')}>
      <h2>{t('me.appearance')}</h2>
      <Radio.Group
        aria-label={t('me.appearance')}
        value={wish}
        options={APPEARANCES.map((one) => ({ value: one, label: t(APPEARANCE_WORDS[one]) }))}
        onChange={({ target }) => chooseAppearance(target.value as Appearance)}
      />
      <p className="quiet">{t('me.appearanceHint')}</p>
    </section>
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
