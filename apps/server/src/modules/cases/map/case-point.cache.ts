import { setImmediate as nextTurn } from 'node:timers/promises';
import { clustersAt, groundOf, type Ground, type Sliced, type ZoomClusters } from './case-cluster.policy.ts';
import { pointsIn, type CasePoint, type PointLines } from './case-point.repository.ts';

/** Longer than this nobody is kept waiting by the making of a map. */
const SLICE_MS = 5;
/** Points and the clusters made of them, counted together: some 100 bytes each. */
const MAX_KEPT = 2_000_000;
/** Lamps change colour by themselves. */
const MAX_AGE_MS = 30_000;
/** What was dear to read is kept a little although the journal has moved on, so that a busy house does not read it again for every tile. */
const KEEP_FOR_LOADS = 10;

/** The points of one reach and one filter. */
export interface PointSet {
  readonly points: readonly CasePoint[];
  /** Its clusters at a zoom, worked out when first asked for. */
  readonly zoom: (zoom: number) => Promise<ZoomClusters>;
}

interface Entry {
  readonly set: Promise<PointSet & { readonly size: () => number }>;
  readonly journalEnd: string;
  readonly startedMs: number;
  tookMs: number;
  size: () => number;
}

/**
 * Keeps what was read for a while, the latest used longest. Requests for the same at the same time share one reading.
 * @param nowMs a clock that only runs forward
 * @param mostKept points and their clusters, counted together
 */
export function createPointCache(nowMs: () => number, mostKept: number = MAX_KEPT) {
  const entries = new Map<string, Entry>();

  function isFresh(entry: Entry, journalEnd: string): boolean {
    const ageMs = nowMs() - entry.startedMs;
    if (entry.journalEnd === journalEnd) return ageMs < MAX_AGE_MS;
    return ageMs < entry.tookMs * KEEP_FOR_LOADS;
  }

  /** Newest last; the oldest go until the rest fits. One that is larger than everything is kept while it is used. */
  function drop(): void {
    let kept = [...entries.values()].reduce((sum, { size }) => sum + size(), 0);
    const newest = [...entries.keys()].at(-1);
    for (const [key, entry] of entries) {
      if (kept <= mostKept || key === newest) return;
      kept -= entry.size();
      entries.delete(key);
    }
  }

  function start(key: string, journalEnd: string, read: () => Promise<PointLines>): Entry {
    const startedMs = nowMs();
    const set = read().then(async (lines) => {
      const points = await inSlices(pointsIn(lines), nowMs);
      return pointSet(await inSlices(groundOf(points), nowMs), nowMs, drop);
    });
    const entry: Entry = { set, journalEnd, startedMs, tookMs: Number.POSITIVE_INFINITY, size: () => 0 };
    set.then(
      ({ size }) => {
        entry.tookMs = nowMs() - startedMs;
        entry.size = size;
        drop();
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return entry;
  }

  return {
    get(key: string, journalEnd: string, read: () => Promise<PointLines>): Promise<PointSet> {
      const known = entries.get(key);
      const entry = known !== undefined && isFresh(known, journalEnd) ? known : start(key, journalEnd, read);
      entries.delete(key);
      entries.set(key, entry);
      return entry.set;
    },
  };
}

/** @param onGrown after the clusters of one more zoom were begun */
function pointSet(ground: Ground<CasePoint>, nowMs: () => number, onGrown: () => void) {
  const { points } = ground;
  const zooms = new Map<number, Promise<ZoomClusters>>();
  return {
    points,
    zoom(zoom: number): Promise<ZoomClusters> {
      const known = zooms.get(zoom);
      if (known !== undefined) return known;
      const made = inSlices(clustersAt(ground, zoom), nowMs);
      zooms.set(zoom, made);
      onGrown();
      return made;
    },
    size: () => points.length * (1 + zooms.size),
  };
}

/** Does the work a little at a time; between one slice and the next, others get their turn. */
async function inSlices<Result>(work: Sliced<Result>, nowMs: () => number): Promise<Result> {
  for (;;) {
    const until = nowMs() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (nowMs() < until);
    await nextTurn();
  }
}
