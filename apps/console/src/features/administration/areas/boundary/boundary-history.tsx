import { Button } from 'antd';
import { useLanguage } from '../../../../platform/language.tsx';
import { useNow } from '../../../../platform/now.ts';
import { periodText } from '../../editing/period-text.ts';
import type { BoundaryVersion } from '../area-queries.ts';

const SQUARE_METRES_PER_HECTARE = 10_000;

interface BoundaryHistoryProps {
  readonly versions: readonly BoundaryVersion[];
  readonly shown: number | undefined;
  readonly onShow: (versionNumber: number | undefined) => void;
}

/** Every version of a boundary with its days; an older one can be laid over the map. */
export function BoundaryHistory({ versions, shown, onShow }: BoundaryHistoryProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const isNow = ({ validFrom, validTo }: BoundaryVersion): boolean =>
    Date.parse(validFrom) <= now && (validTo === null || Date.parse(validTo) > now);
  const newestFirst = versions.toSorted((a, b) => b.versionNumber - a.versionNumber);
  return (
    <section className="section" aria-label={t('areas.versions')}>
      <h2>{t('areas.versions')}</h2>
      {versions.length === 0 ? <p className="quiet">{t('areas.noBoundary')}</p> : null}
      <ol className="admin-section-list">
        {newestFirst.map((version) => {
          const { versionNumber: n } = version;
          return (
            <li key={version.id} className={isNow(version) ? 'timeline-now' : undefined}>
              <span>{t('areas.version', { n })}</span>
              <span className="figures">{periodText(version, t, format)}</span>
              {isNow(version) ? <span className="state-tag">{t('areas.versionNow')}</span> : null}
              {Date.parse(version.validFrom) > now ? <span className="state-tag">{t('areas.versionLater')}</span> : null}
              {version.provisional ? <span className="state-tag">{t('areas.provisional')}</span> : null}
              <span className="quiet figures">
                {t('areas.size', { n: format.decimal(version.areaM2 / SQUARE_METRES_PER_HECTARE) })} · {version.source}
              </span>
              {isNow(version) ? null : (
                <Button size="small" aria-pressed={shown === n} onClick={() => onShow(shown === n ? undefined : n)}>
                  {t(shown === n ? 'areas.hideVersion' : 'areas.showVersion', { n })}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
