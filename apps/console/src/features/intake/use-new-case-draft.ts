import { useState } from 'react';
import { useDraft } from '../../platform/draft.ts';
import { contactInHand, dropContact, holdContact } from './contact-in-hand.ts';
import { blankDraft, deskChannel, type NewCaseDraft } from './draft.ts';
import type { ReporterValues } from './report-body.ts';

/** What is being entered, kept on this computer; and as long as the page lives the contact that belongs to it, which is kept nowhere. */
export function useNewCaseDraft(accountId: string) {
  const [blank] = useState(() => blankDraft(deskChannel(accountId)));
  const draft = useDraft<NewCaseDraft>(`gridward.new-case.${accountId}`, blank);
  const [contact] = useState(() => (draft.restoredAt === null ? undefined : contactInHand(accountId)));
  return {
    ...draft,
    blank,
    contact,
    holdContact: (reporter: ReporterValues | undefined): void => holdContact(accountId, reporter),
    clear: (): void => {
      draft.clear();
      dropContact();
    },
  };
}
