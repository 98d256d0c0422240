import type { CaseSummary } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { useCommandKey, useKeptCommandKey } from '../../platform/command-key.ts';
import { draftKey } from '../../platform/draft.ts';
import { useT } from '../../platform/language.tsx';
import { categoryQuery } from '../catalogue/catalogue.ts';
import { CASES_KEY } from '../cases/keys.ts';
import { useMe } from '../session/me.tsx';
import type { NewCaseDraft } from './draft.ts';
import { useOccurredAt } from './occurred-input.tsx';
import { reportBodyOf, type ReporterValues } from './report-body.ts';
import type { Saved } from './saved.ts';

export interface FormValues extends NewCaseDraft {
  readonly reporter?: ReporterValues;
}

interface Report {
  readonly values: FormValues;
  /** The case that this report is about, where it is one that exists. */
  readonly same?: CaseSummary;
}

/** Saves a report; one that is about an open case is merged into it, so that its reporter has a code and the case its words and photos. */
export function useReport(handled: boolean, onSaved: (saved: Saved) => void) {
  const t = useT();
  const queryClient = useQueryClient();
  const occurredAt = useOccurredAt();
  const sent = useKeptCommandKey(draftKey(useMe().accountId, 'new-case-sent'));
  const mergeKeyOf = useCommandKey();
  return useMutation({
    mutationFn: async ({ values, same }: Report): Promise<Saved> => {
      const occurred = occurredAt(values.occurredAt);
      const body = reportBodyOf(values, { handled, occurredAt: 'at' in occurred ? occurred.at : null, repeatOf: same?.id });
      // Who reported is kept nowhere, so such a report has its key as long as the page lives.
      const commandId = sent.keyOf(body, body.reporter === undefined);
      const answer = await unwrap(api.reportCase({ body }, { commandId }));
      const matter = same?.category.name ?? (await queryClient.ensureQueryData(categoryQuery(body.categoryId))).category.name;
      // Whoever may merge does it at once; otherwise, and where the other has ended, the two stay linked.
      const mayMerge = same !== undefined && same.endedAt === null && answer.case.allowedVerbs.includes('merge');
      if (mayMerge) {
        const merge = { version: answer.case.version, payload: { intoCaseId: same.id } };
        const merged = await api.merge({ params: { caseId: answer.case.id }, body: merge }, { commandId: mergeKeyOf(merge) });
        // The other moved on or ended meanwhile: the report is saved and names it. Only what may work later is worth another try.
        if (!merged.ok && (merged.problem.retry === 'later' || merged.problem.status === 401))
          await unwrap(Promise.resolve(merged));
      }
      return { ...answer, place: values.place, matter: t.pick(matter), joined: same?.number ?? null };
    },
    onSuccess: async (saved) => {
      sent.arrived();
      onSaved(saved);
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
}
