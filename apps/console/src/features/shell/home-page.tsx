import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Waiting } from '../../ui/waiting.tsx';
import { queueCountsQuery } from '../cases/keys.ts';
import { useMay } from '../session/me.tsx';
import { usePlace } from './place.ts';
import { ADMIN_PLACES, homeOf, leads, WORK_PLACES } from './work-places.ts';

/** Nobody stands longer than this before a page that only leads on. */
const PATIENCE_MS = 2_000;

/** Leads to where work waits; who has none here sees what the account may do. */
export function HomePage() {
  const may = useMay();
  const { areaId } = usePlace();
  const places = [...WORK_PLACES, ...ADMIN_PLACES].filter(({ permissions }) => may(...permissions));
  const asks = may('case.read') && !leads(places);
  const { data: counts, isPending } = useQuery({ ...queueCountsQuery(areaId), enabled: asks });
  const isLate = useIsLate(PATIENCE_MS);
  useLeadOn(asks && isPending && !isLate ? null : (homeOf(places, counts) ?? '/me'));
  return <Waiting rows={12} />;
}

/** Whoever is on the way to another page by now is not called back. */
function useLeadOn(to: string | null): void {
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    if (to !== null && router.latestLocation.pathname === '/') void navigate({ to, replace: true });
  }, [to, navigate, router]);
}

function useIsLate(afterMs: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isLate;
}
