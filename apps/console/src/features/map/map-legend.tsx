import { useT } from '../../platform/language.tsx';
import { Lamp } from '../../ui/lamp.tsx';

/** What shapes and figures mean; the lamps are those of the lists. */
export function MapLegend() {
  const t = useT();
  return (
    <details className="map-legend">
      <summary>{t('map.legend')}</summary>
      <ul>
        {(['red', 'amber', 'green', 'grey'] as const).map((lamp) => (
          <li key={lamp}>
            <Lamp lamp={lamp} />
          </li>
        ))}
        <li>◎ {t('map.ended')}</li>
        <li>{t('map.legendHazard')}</li>
        <li>{t('map.legendCluster')}</li>
      </ul>
    </details>
  );
}
