/** What is said of a line, before it is stored. Line 0 is the file as a whole. */
export interface ImportFindingDraft {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly column?: string;
  readonly value?: string;
  readonly message: { readonly zh: string; readonly en: string };
  readonly at?: { readonly lng: number; readonly lat: number };
  readonly suggestion?: { readonly kind: string; readonly message: { readonly zh: string; readonly en: string } };
}

type More = Pick<ImportFindingDraft, 'column' | 'value' | 'at' | 'suggestion'>;

export const finding = (
  severity: ImportFindingDraft['severity'],
  line: number,
  code: string,
  zh: string,
  en: string,
  more: More = {},
): ImportFindingDraft => ({ line, severity, code, message: { zh, en }, ...more });
