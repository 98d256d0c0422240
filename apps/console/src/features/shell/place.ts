import { createContext, useContext } from 'react';

/** The place that the reader works in at the moment; all lists follow it. */
export interface Place {
  readonly areaId: string | null;
  readonly setAreaId: (areaId: string | null) => void;
}

export const PlaceContext = createContext<Place>({ areaId: null, setAreaId: () => undefined });
export const usePlace = (): Place => useContext(PlaceContext);
