import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../../platform/language.tsx';

interface SignInFrameProps {
  readonly title?: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

export function SignInFrame({ title, hint, children }: SignInFrameProps) {
  const { t, locale, setLocale } = useLanguage();
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <img src="/icon.svg" alt="" width="32" height="32" />
        <span className="brand">{t('app.name')}</span>
        <Button type="text" title={t('app.languageHint')} onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}>
          {t('app.language')}
        </Button>
      </header>
      <main className="sign-in-card">
        <h1>{title ?? t('signIn.title')}</h1>
        <p className="quiet">{hint ?? t('app.tagline')}</p>
        {children}
      </main>
    </div>
  );
}
