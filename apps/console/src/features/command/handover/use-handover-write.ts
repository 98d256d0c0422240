import type { Handover } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ProblemError, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { CASES_KEY } from '../../cases/keys.ts';

interface Text {
  readonly remarks: string;
  readonly points: readonly Handover['points'][number][];
}
export type HandoverAct =
  | { readonly kind: 'write'; readonly version: number; readonly text: Text }
  | { readonly kind: 'sign' | 'confirm'; readonly version: number };

/** Writes, signs and confirms; whatever comes back is shown at once. */
export function useHandoverWrite(handover: Handover, onDone: (saved: Handover) => void) {
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const params = { areaId: handover.place.id, on: handover.on };
  const show = (handed: Handover): void =>
    void queryClient.setQueriesData<Handover>({ queryKey: [...CASES_KEY, 'handover'] }, (shown) =>
      shown?.on === handed.on && shown.place.id === handed.place.id ? handed : shown,
    );
  return useMutation({
    mutationFn: (act: HandoverAct) => {
      const options = { commandId: keyOf({ ...params, ...act }) };
      if (act.kind === 'write') {
        const body = { version: act.version, remarks: act.text.remarks, points: [...act.text.points] };
        return unwrap(api.writeHandover({ params, body }, options));
      }
      const call = { params, body: { version: act.version } };
      return unwrap(act.kind === 'sign' ? api.signHandover(call, options) : api.confirmHandover(call, options));
    },
    onSuccess: async (saved) => {
      show(saved);
      onDone(saved);
      await queryClient.invalidateQueries({ queryKey: [...CASES_KEY, 'handover'] });
    },
    // What somebody else wrote meanwhile is what this page goes on from.
    onError: (error) => {
      const theirs = heldByServer(error);
      if (theirs !== null) show(theirs);
    },
  });
}

/** What the server holds, where it refused because somebody else was faster. */
export function heldByServer(error: Error | null): Handover | null {
  if (!(error instanceof ProblemError) || error.problem.code !== 'version_conflict') return null;
  return (error.problem as { readonly current?: Handover }).current ?? null;
}
