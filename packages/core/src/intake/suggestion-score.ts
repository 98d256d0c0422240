/** How often the unit that really led stood first, or among the first three, of what was suggested. Judged before it was learned from. */
export interface SuggestionScore {
  readonly asked: number;
  /** Of those asked, how many got any suggestion. */
  readonly answered: number;
  readonly hitsAt1: number;
  readonly hitsAt3: number;
}

export const NO_SCORE: SuggestionScore = { asked: 0, answered: 0, hitsAt1: 0, hitsAt3: 0 };

export function scoreSuggestion(
  score: SuggestionScore,
  suggestedUnitIds: readonly string[],
  ledByUnitId: string,
): SuggestionScore {
  const rank = suggestedUnitIds.indexOf(ledByUnitId);
  return {
    asked: score.asked + 1,
    answered: score.answered + (suggestedUnitIds.length > 0 ? 1 : 0),
    hitsAt1: score.hitsAt1 + (rank === 0 ? 1 : 0),
    hitsAt3: score.hitsAt3 + (rank >= 0 && rank < 3 ? 1 : 0),
  };
}
