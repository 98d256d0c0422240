import { Navigate } from '@tanstack/react-router';
import { useMay } from '../session/me.tsx';
import { ADMIN_PLACES, WORK_PLACES } from './work-places.ts';

/** Leads to the first place of my work; who has none here sees what the account may do. */
export function HomePage() {
  const may = useMay();
  const first = [...WORK_PLACES, ...ADMIN_PLACES].find(({ permissions }) => may(...permissions));
  return <Navigate to={first?.to ?? '/me'} replace />;
}
