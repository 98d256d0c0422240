import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
// Months and days of the week in the calendars of the library.
import 'dayjs/locale/zh-cn.js';
import { useMemo } from 'react';
import { Gate } from './features/session/gate.tsx';
import { LanguageProvider, useLanguage } from './platform/language.tsx';
import { useLook } from './platform/look.ts';
import { queryClient } from './platform/query-client.ts';
import { router } from './router.tsx';
import { themeOf } from './theme.ts';

export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={queryClient}>
        <Themed />
      </QueryClientProvider>
    </LanguageProvider>
  );
}

function Themed() {
  const { locale } = useLanguage();
  const look = useLook();
  const theme = useMemo(() => themeOf(look), [look]);
  return (
    <ConfigProvider locale={locale === 'en' ? enUS : zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp>
        <Gate>
          <RouterProvider router={router} />
        </Gate>
      </AntApp>
    </ConfigProvider>
  );
}
