import { screenText } from '@gridward/core';

/** Free text as handlers may see it, and whether anything had to be masked. The original goes into the vault (P-09). */
export function screened(text: string): { readonly text: string; readonly masked: boolean } {
  const result = screenText(text);
  return { text: result.text, masked: result.found.length > 0 };
}
