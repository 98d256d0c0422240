import type { MapPoint } from './case-map.tsx';

const METRES_PER_DEGREE = 111_195;

/** Metres between two places of one county: the ground is flat enough there. */
export function distanceM(from: MapPoint, to: MapPoint): number {
  const squeeze = Math.cos((((from.lat + to.lat) / 2) * Math.PI) / 180);
  return Math.hypot((to.lng - from.lng) * squeeze, to.lat - from.lat) * METRES_PER_DEGREE;
}

/** To ten metres below a kilometre, to a tenth of a kilometre beyond: nobody walks by more figures. */
export function distanceText(metres: number, number: (value: number) => string): string {
  return metres < 995 ? `${number(Math.round(metres / 10) * 10)} m` : `${number(Math.round(metres / 100) / 10)} km`;
}

/** Three decimals are a hundred metres: near enough to sort by, too coarse to say where somebody stands. */
export const coarse = ({ lng, lat }: MapPoint): MapPoint => ({
  lng: Math.round(lng * 1000) / 1000,
  lat: Math.round(lat * 1000) / 1000,
});
