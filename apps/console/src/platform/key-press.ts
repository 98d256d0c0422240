/** What is known of a key that was pressed. */
export interface KeyPress {
  readonly key: string;
  /** Sent by a key that is held down, not by a finger that came back. */
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** What an input method of some browsers says of every key that it keeps for itself, also after it says that it is done. */
const KEPT_BY_INPUT_METHOD = 229;

/** Part of a word that is being put together: no command, whatever letter it carries. */
export const isInputMethods = ({ isComposing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean =>
  isComposing || keyCode === KEPT_BY_INPUT_METHOD;

/** Walking on while a key is held is wanted; anything else is done once for each time that somebody presses. */
const WALKS: ReadonlySet<string> = new Set(['j', 'k', 'ArrowDown', 'ArrowUp']);
/** Keys by which a browser presses what has the focus. */
const PRESSES: ReadonlySet<string> = new Set(['Enter', ' ']);

/**
 * Is this key a command of the page? A letter that is held down would act on the next case as well, and Enter on a link or a button
 * belongs to that link or button.
 * @param isOnControl whether a link, a button or the like has the focus
 */
export function isPageCommand(press: KeyPress, isOnControl: boolean): boolean {
  if (isInputMethods(press)) return false;
  if (press.repeat && !WALKS.has(press.key)) return false;
  return !(isOnControl && PRESSES.has(press.key));
}
