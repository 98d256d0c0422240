import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { LanguageOfDeployment } from '../../platform/language.tsx';
import { useMay } from '../session/me.tsx';
import { calendarQuery, modelQuery, wordsOf, workingDayMsOf } from './deployment.ts';

/** Below the gate everything is said in the words, the time zone and the working hours of the place that is governed. */
export function DeploymentLanguage({ children }: { readonly children: ReactNode }) {
  const may = useMay();
  const { data: model } = useQuery(modelQuery);
  const { data: calendar } = useQuery({ ...calendarQuery, enabled: may('catalogue.read') });
  const own = useMemo(
    () => ({
      words: model === undefined ? {} : wordsOf(model),
      timeZone: model?.deployment?.timeZone,
      workingDayMs: calendar === undefined ? undefined : workingDayMsOf(calendar),
    }),
    [model, calendar],
  );
  return <LanguageOfDeployment own={own}>{children}</LanguageOfDeployment>;
}
