import type { Answer, CaseDetail, CaseMoved, StaffVerb } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api, ProblemError, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { CASES_KEY, caseQuery } from '../keys.ts';

interface VerbCall {
  readonly params: { readonly caseId: string };
  readonly body: { readonly version: number; readonly payload: unknown };
}
type VerbSender = (call: VerbCall, options: { readonly commandId: string }) => Promise<Answer<CaseMoved>>;

export interface VerbWish {
  readonly verb: StaffVerb;
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** True when the case has moved on since it was read. */
export const isConflict = (error: Error | null): boolean =>
  error instanceof ProblemError && error.problem.retry === 'after_change';

/** Sends one verb. Whatever comes of it, the case and the lists are read anew. */
export function useVerb(detail: CaseDetail, onMoved?: (moved: CaseMoved) => void) {
  const t = useT();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const keyOf = useCommandKey();
  return useMutation({
    mutationFn: ({ verb, version, payload }: VerbWish) => {
      // The table of forms is tested against the payloads, which a verb chosen at run time hides from the compiler.
      const send = api[verb] as VerbSender;
      return unwrap(
        send({ params: { caseId: detail.id }, body: { version, payload } }, { commandId: keyOf({ verb, version, payload }) }),
      );
    },
    onSuccess: async (moved, { verb }) => {
      const { state, stage, version, owner, clock, closureKind, allowedVerbs } = moved;
      const redraw = { state, stage, version, owner, clock, closureKind, allowedVerbs };
      queryClient.setQueryData(caseQuery(detail.id).queryKey, (before) =>
        before === undefined ? undefined : { ...before, ...redraw },
      );
      void message.success(t('case.moved', { verb: t(`verb.${verb}`) }));
      onMoved?.(moved);
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
    onError: (error) => (isConflict(error) ? queryClient.invalidateQueries({ queryKey: CASES_KEY }) : undefined),
  });
}
