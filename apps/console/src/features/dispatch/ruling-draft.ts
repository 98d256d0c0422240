import type { CaseDetail, RulingBrief } from '@gridward/contract';
import { draftKey, useDraft } from '../../platform/draft.ts';
import { useT } from '../../platform/language.tsx';
import { useMe } from '../session/me.tsx';

const BLANK = {
  granted: null as string | null,
  refused: null as string | null,
  ruledUnitId: null as string | null,
  supportingUnitIds: null as readonly string[] | null,
};
export type RulingChoice = 'granted' | 'refused';

/**
 * Reasons as they are being written, kept on this computer until the ruling is made; before that, a sentence to start from. They belong to
 * one person and to one request: what was written about an earlier one is no answer to the next.
 */
export function useRulingDraft({ id, supportingUnits }: CaseDetail, { kind, asked }: RulingBrief) {
  const t = useT();
  const { value, change, clear } = useDraft(draftKey(useMe().accountId, id, 'ruling', kind, asked.at), BLANK);
  const starts = {
    granted:
      kind === 'return'
        ? t('ruling.draft.return.granted', { unit: asked.counterUnit?.name ?? '' })
        : t(`ruling.draft.${kind}.granted`),
    refused: kind === 'return' ? t('ruling.draft.return.refused', { unit: asked.unit.name }) : t(`ruling.draft.${kind}.refused`),
  };
  return {
    granted: value.granted ?? starts.granted,
    refused: value.refused ?? starts.refused,
    ruledUnitId: value.ruledUnitId ?? asked.counterUnit?.id ?? null,
    supportingUnitIds: value.supportingUnitIds ?? supportingUnits.map((unit) => unit.id),
    write: (choice: RulingChoice, text: string) => change({ [choice]: text }),
    /** Takes the reason of an earlier ruling for the same choice. */
    use: (isGranted: boolean, text: string) => change(isGranted ? { granted: text } : { refused: text }),
    rule: (unitId: string) => change({ ruledUnitId: unitId }),
    support: (unitIds: readonly string[]) => change({ supportingUnitIds: unitIds }),
    clear,
  };
}
export type RulingDraft = ReturnType<typeof useRulingDraft>;
