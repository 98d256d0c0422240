import type { ImportFinding } from '@gridward/contract';

/** A leading sign would be run as a formula by a spreadsheet. */
const harmless = (text: string): string => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);
const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

/** The findings as a table that a spreadsheet opens: UTF-8 with its mark, one line each. */
export function findingsCsv(
  findings: readonly ImportFinding[],
  head: readonly string[],
  severityOf: (severity: string) => string,
) {
  const lines = findings.map(({ line, severity, column, value, message, suggestion }) =>
    [String(line), severityOf(severity), column ?? '', value ?? '', message.zh, suggestion?.message.zh ?? ''].map(cell).join(','),
  );
  return `\uFEFF${[head.map(cell).join(','), ...lines].join('\r\n')}\r\n`;
}
