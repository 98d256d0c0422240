import '@gridward/i18n/words/mapping';
import { Link } from '@tanstack/react-router';
import { useT } from '../../platform/language.tsx';
import type { CaseFilters } from '../cases/list/filters.ts';

/** From a list to its map, with the same filters. */
export function CaseMapLink({ filters }: { readonly filters: CaseFilters }) {
  const t = useT();
  return (
    <Link to="/cases/map" search={filters}>
      {t('map.show')}
    </Link>
  );
}
