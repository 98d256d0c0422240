import { useEffect, useRef, useState, type FormEvent } from 'react';

/** One form that is sent: whatever is pressed how often, it goes out once, also when what it waits for takes its time. */
export interface Sending {
  /** Somebody pressed. @returns whether that begins a sending; while one is under way, it does not */
  readonly start: () => boolean;
  /** Something is wrong or missing: it can be pressed again. */
  readonly stop: () => void;
  /** The form was found wanting. Where that was only because it changed while it was looked at, it is looked at once more. */
  readonly failed: (failure: { readonly outOfDate: boolean }, lookAgain: () => void) => void;
  /** Everything is there. Not twice, and not from a form that was closed meanwhile. */
  readonly send: (work: () => Promise<unknown>) => void;
  readonly open: () => void;
  readonly close: () => void;
}

type Phase = 'open' | 'waiting' | 'sent' | 'closed';

/** @param onBusy hears whether it can be pressed */
export function createSending(onBusy: (isBusy: boolean) => void): Sending {
  let phase: Phase = 'open';
  let again: ReturnType<typeof setTimeout> | undefined;
  const enter = (next: Phase): void => {
    clearTimeout(again);
    phase = next;
    onBusy(next === 'waiting' || next === 'sent');
  };
  const hasPhase = (...phases: readonly Phase[]): boolean => phases.includes(phase);
  const settle = (): void => (hasPhase('sent') ? enter('open') : undefined);
  return {
    start() {
      if (!hasPhase('open')) return false;
      enter('waiting');
      return true;
    },
    stop: () => (hasPhase('waiting') ? enter('open') : undefined),
    failed({ outOfDate }, lookAgain) {
      if (!hasPhase('open', 'waiting')) return;
      enter(outOfDate ? 'waiting' : 'open');
      // Not at once: of two that waited, only the later one is in date, and it may be about to send the form.
      if (outOfDate) again = setTimeout(lookAgain);
    },
    send(work) {
      if (!hasPhase('open', 'waiting')) return;
      enter('sent');
      void work().then(settle, settle);
    },
    open: () => (hasPhase('closed') ? enter('open') : undefined),
    close: () => enter('closed'),
  };
}

/** Sends once at a time, and nothing more once the form is gone. */
export function useSendOnce() {
  const [isBusy, setBusy] = useState(false);
  const [sending] = useState(() => createSending(setBusy));
  useEffect(() => {
    sending.open();
    return sending.close;
  }, [sending]);
  return { ...sending, isBusy };
}

/** The same for a form of fields, which may wait for photos in one of them. */
export function useSending<V>(form: { submit(): void }, send: (values: V) => Promise<unknown>) {
  const sending = useSendOnce();
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  return {
    ...sending,
    submit: (): void => (sending.start() ? form.submit() : undefined),
    handlers: {
      onSubmitCapture: (event: FormEvent): void => {
        // A form in a dialog of this one is none of ours.
        if (event.target !== event.currentTarget || sending.start()) return;
        event.preventDefault();
        event.stopPropagation();
      },
      onFinish: (values: V): void => sending.send(() => latest.current(values)),
      onFinishFailed: (failure: { readonly outOfDate: boolean }): void => sending.failed(failure, () => form.submit()),
    },
  };
}
