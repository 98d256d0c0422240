import { createFormatter, createTranslator, type Formatter, type Locale, type Message, type Translator } from '@gridward/i18n';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

interface Language {
  readonly t: Translator;
  readonly format: Formatter;
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
}

const LanguageContext = createContext<Language | null>(null);
const STORED = 'gridward.locale';

const storedLocale = (): Locale => (localStorage.getItem(STORED) === 'en' ? 'en' : 'zh-CN');

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, choose] = useState<Locale>(storedLocale);
  const setLocale = useCallback((next: Locale) => {
    localStorage.setItem(STORED, next);
    choose(next);
  }, []);
  const language = useMemo(
    () => ({ t: createTranslator(locale), format: createFormatter({ locale }), locale, setLocale }),
    [locale, setLocale],
  );
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = language.t('app.name');
  }, [locale, language]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

interface Deployment {
  /** Its own words, by the keys of the messages that they replace. */
  readonly words: Readonly<Record<string, Message>>;
  readonly timeZone: string | undefined;
  readonly workingDayMs: number | undefined;
}

/** The same language, with what is particular to one deployment. */
export function LanguageOfDeployment({ own, children }: { readonly own: Deployment; readonly children: ReactNode }) {
  const { locale, setLocale } = useLanguage();
  const language = useMemo(() => {
    const { words, timeZone, workingDayMs } = own;
    const zone = timeZone === undefined ? {} : { timeZone };
    const day = workingDayMs === undefined ? {} : { workingDayMs };
    return { t: createTranslator(locale, words), format: createFormatter({ locale, ...zone, ...day }), locale, setLocale };
  }, [own, locale, setLocale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('LanguageProvider is missing');
  return language;
}

export const useT = (): Translator => useLanguage().t;
export const useFormat = (): Formatter => useLanguage().format;
