import type { ImportFinding } from '@gridward/contract';

const COLUMNS = ['行号 line', '级别 severity', '代码 code', '列 column', '值 value', '说明', 'message'];

/** A spreadsheet must not take a value of a foreign file for a formula. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Findings as a table that a spreadsheet opens: UTF-8 with mark. */
export function findingsFile(findings: readonly ImportFinding[]): string {
  const lines = findings.map(({ line, severity, code, column, value, message }) => [
    String(line),
    severity,
    code,
    column ?? '',
    value ?? '',
    message.zh,
    message.en,
  ]);
  return `\uFEFF${[COLUMNS, ...lines].map((cells) => cells.map((cell) => quoted(harmless(cell))).join(',')).join('\r\n')}\r\n`;
}

/** Hands a text to the browser as a download. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
