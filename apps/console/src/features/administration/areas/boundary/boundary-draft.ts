import { useMemo, useState } from 'react';
import { draftKey, useDraft } from '../../../../platform/draft.ts';
import { useMe } from '../../../session/me.tsx';
import { readCorners, type Surface } from '../map-shapes.ts';

const BLANK = { text: '', source: '', day: '', provisional: false, isOpen: false };

/** What is typed or clicked together for a new boundary. */
type BoundaryWords = Omit<typeof BLANK, 'isOpen'>;

function surfaceOf(text: string): Surface | null {
  const read = readCorners(text);
  return read.ok ? read.surface : null;
}

/**
 * A new boundary of an area, kept on this computer until it is saved or discarded: who goes to another area finds it open again after.
 * A surface of a file that cannot be written corner by corner is not kept; the file still is where it was.
 */
export function useBoundaryDraft(areaId: string) {
  const { value, change, clear, savedAt, restoredAt } = useDraft(draftKey(useMe().accountId, 'boundary', areaId), BLANK);
  const [isDrawing, setDrawing] = useState(value.isOpen);
  const [file, setFile] = useState<Surface | null>(null);
  const [saved, setSaved] = useState<Surface | null>(null);
  const drawn = useMemo(() => file ?? surfaceOf(value.text), [file, value.text]);
  const hasWords = value.text !== '' || value.source !== '';
  const write = (words: Partial<BoundaryWords>): void => change({ ...words, isOpen: true });
  const setCorners = (text: string): void => {
    setFile(null);
    write({ text });
  };
  return {
    words: value,
    file,
    surface: isDrawing ? (saved ?? drawn) : null,
    isDrawing,
    isSaved: saved !== null,
    /** Whether there is anything that could be discarded, and since when it is kept. */
    kept: hasWords ? { savedAt, restoredAt } : null,
    write,
    setCorners,
    addCorner: (lng: number, lat: number): void =>
      setCorners(`${value.text === '' ? '' : `${value.text.trimEnd()}\n`}${lng.toFixed(6)}, ${lat.toFixed(6)}`),
    takeFile: (taken: Surface): void => {
      write({ text: '' });
      setFile(taken);
    },
    open: (): void => setDrawing(true),
    /** Leaves it for later. */
    close: (): void => {
      setDrawing(false);
      setFile(null);
      setSaved(null);
      if (hasWords) change({ isOpen: false });
      else clear();
    },
    discard: (): void => {
      setFile(null);
      clear();
    },
    /** It has been saved: nothing is kept of it, and it stays on the map until it is closed. */
    settle: (surface: Surface): void => {
      setSaved(surface);
      clear();
    },
  };
}

export type BoundaryDraft = ReturnType<typeof useBoundaryDraft>;
