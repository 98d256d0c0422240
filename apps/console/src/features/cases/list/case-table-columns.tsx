import type { CaseSummary, FreeCaseColumn } from '@gridward/contract';
import { useT } from '../../../platform/language.tsx';
import { ExactMoment, Moment } from '../../../ui/moment.tsx';
import { useChannelName } from '../../catalogue/catalogue.ts';
import { StateTag } from '../state-tag.tsx';

/** One cell of a column that a person may add. */
export function FreeCell({ column, item }: { readonly column: FreeCaseColumn; readonly item: CaseSummary }) {
  const t = useT();
  switch (column) {
    case 'state':
      return <StateTag item={item} />;
    case 'reportedAt':
      return <Moment at={item.reportedAt} />;
    case 'grid':
      return <div className="cell">{item.area.name}</div>;
    case 'leadUnit':
      return <div className="cell">{item.leadUnit?.name}</div>;
    case 'channel':
      return <Channel channel={item.channel} />;
    case 'categoryCode':
      return <span className="figures">{item.category.code}</span>;
    case 'dueAt':
      return item.clock === null ? null : <ExactMoment at={item.clock.dueAt} />;
    case 'endedAt':
      return item.endedAt === null ? null : <Moment at={item.endedAt} />;
    case 'closureKind':
      return <>{item.closureKind === null ? null : t(`closure.${item.closureKind}`)}</>;
    case 'urgency':
      return <>{t(`urgency.${item.urgency}`)}</>;
    case 'hazard':
      return <>{item.hazard ? t('app.yes') : null}</>;
    case 'reworks':
    case 'returns':
    case 'reopens':
      return <span className="figures">{item.counts[column]}</span>;
  }
}

function Channel({ channel }: { readonly channel: string }) {
  return <>{useChannelName()(channel)}</>;
}
