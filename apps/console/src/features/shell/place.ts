import { createContext, useContext, useMemo, useState } from 'react';
import { useMe } from '../session/me.tsx';

/** The place that the reader works in at the moment; all lists follow it. */
export interface Place {
  readonly areaId: string | null;
  readonly setAreaId: (areaId: string | null) => void;
}

export const PlaceContext = createContext<Place>({ areaId: null, setAreaId: () => undefined });
export const usePlace = (): Place => useContext(PlaceContext);

/** The part of a query that keeps to the chosen place. */
export const atPlace = (areaId: string | null): { readonly areaId?: string } => (areaId === null ? {} : { areaId });

interface NamedArea {
  readonly id: string;
  readonly name: string;
}

/** The areas of my posts, each once. */
export function useMyAreas(): readonly NamedArea[] {
  const { posts } = useMe();
  return useMemo(() => [...new Map(posts.flatMap(({ area }) => (area === null ? [] : [[area.id, area]]))).values()], [posts]);
}

const keyOf = (accountId: string): string => `gridward.place.${accountId}`;

/** A computer that keeps nothing begins with all places. */
function remembered(accountId: string): string | null {
  try {
    return localStorage.getItem(keyOf(accountId));
  } catch {
    return null;
  }
}

function remember(accountId: string, areaId: string | null): void {
  try {
    if (areaId === null) localStorage.removeItem(keyOf(accountId));
    else localStorage.setItem(keyOf(accountId), areaId);
  } catch {
    // Then it holds until the page is left.
  }
}

/** What an account chose last on this computer, as long as a post of theirs is there and there is something to choose from. */
export function useChosenPlace(): Place {
  const { accountId } = useMe();
  const areas = useMyAreas();
  const [last, setHeld] = useState(() => ({ accountId, areaId: remembered(accountId) }));
  const held = last.accountId === accountId ? last : { accountId, areaId: remembered(accountId) };
  if (held !== last) setHeld(held);
  const areaId = areas.length > 1 && areas.some(({ id }) => id === held.areaId) ? held.areaId : null;
  return useMemo(
    () => ({
      areaId,
      setAreaId: (next) => {
        remember(accountId, next);
        setHeld({ accountId, areaId: next });
      },
    }),
    [accountId, areaId],
  );
}
