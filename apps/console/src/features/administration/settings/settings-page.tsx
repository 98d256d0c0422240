import '@gridward/i18n/words/organising';
import '@gridward/i18n/words/rulebook';
import '../editing/administration.css';
import './settings.css';
import { useT } from '../../../platform/language.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { useMay } from '../../session/me.tsx';
import { SecondCheckShare } from '../../verification/second-check-share.tsx';
import { PartLinks } from '../browsing/part-links.tsx';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { CalendarPart } from './calendar-part.tsx';
import { ChannelsPart } from './channels-part.tsx';
import { GridSizeNorms } from './grid-sizes.tsx';
import { GatewayPart } from './gateway-part.tsx';
import { LabelsPart } from './labels-part.tsx';
import { LimitsPart } from './limits-part.tsx';

/** How this place works: its calendar, its limits, its words, its channels and its way to send messages. */
export function SettingsPage({ tab = 'calendar' }: { readonly tab?: string | undefined }) {
  const t = useT();
  const may = useMay();
  if (!may('catalogue.read')) return <NoPermission permission="catalogue.read" />;
  const parts = [
    { id: 'calendar', name: t('settings.calendar') },
    { id: 'limits', name: t('settings.limits') },
    { id: 'labels', name: t('settings.labels') },
    { id: 'channels', name: t('settings.channels') },
    ...(may('system.manage') ? [{ id: 'gateway', name: t('settings.gateway') }] : []),
  ];
  return (
    <div className="page settings-page">
      <header className="queue-head">
        <h1>{t('settings.title')}</h1>
      </header>
      <ReadOnlyNotice permission="catalogue.manage" />
      <PartLinks label={t('settings.title')} to="/admin/settings" parts={parts} here={tab} />
      <SaidFrame key={tab}>
        {tab === 'calendar' ? <CalendarPart /> : null}
        {tab === 'limits' ? (
          <>
            <LimitsPart />
            {may('catalogue.manage') ? <SecondCheckShare /> : null}
            {may('area.read') ? <GridSizeNorms /> : null}
          </>
        ) : null}
        {tab === 'labels' ? <LabelsPart /> : null}
        {tab === 'channels' ? <ChannelsPart /> : null}
        {tab === 'gateway' && may('system.manage') ? <GatewayPart /> : null}
      </SaidFrame>
    </div>
  );
}
