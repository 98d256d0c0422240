import type { Position } from '../areas/position-input.tsx';

/** What is being entered. The reporter's contact is not part of it: it never lies around on a computer. */
export interface NewCaseDraft {
  readonly description: string;
  readonly categoryId: string | undefined;
  readonly place: string;
  readonly position: Position | undefined;
  /** Where no position is known. */
  readonly areaId: string | undefined;
  readonly channel: string | undefined;
  readonly urgency: 'normal' | 'urgent' | 'critical';
  readonly hazard: boolean;
  readonly handledResult: string;
}

export const BLANK_DRAFT: NewCaseDraft = {
  description: '',
  categoryId: undefined,
  place: '',
  position: undefined,
  areaId: undefined,
  channel: undefined,
  urgency: 'normal',
  hazard: false,
  handledResult: '',
};
