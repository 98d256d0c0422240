/** Writes docs/errors.md from the problem catalogue: `node tools/errors-document.mjs`, after a build. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const errorsPath = fileURLToPath(new URL('../docs/errors.md', import.meta.url));

const RETRY = {
  no: 'no: the same request will be refused again',
  later: 'later: the same request, unchanged, may succeed after a while (`Retry-After` says when)',
  after_change: 'after a change: read the fresh state (`current`, where given) and decide anew',
};

const HEAD = `# Errors · 错误

> 每个拒绝都以 \`application/problem+json\`（RFC 9457）返回：\`code\` 供程序判断，\`title\` 按用户语言显示，\`retry\` 说明重试是否有意义，
> \`requestId\` 可在服务日志中查到。本页由问题目录生成，请勿手工修改。

Every refusal of the API is a problem document (RFC 9457). Programs go by \`code\`, people read \`title\`, which is in their language.

| member | what it says |
|---|---|
| \`type\` | a place on this page |
| \`title\` | the refusal in words, in the language of the person |
| \`status\` | the HTTP status |
| \`code\` | the name of the problem; never changes its meaning |
| \`retry\` | does sending the same request again make sense? |
| \`requestId\` | also in the header \`x-request-id\` and in the server's log |
| \`detail\` | more words, where there are any, in that language |
| \`rule\` | the rule that says no, by its id in a SPEC.md |
| \`errors\` | fields that are not valid, each with a JSON pointer, and where its schema says no with the \`kind\` of fault and the \`limit\`; a rule beyond the schema says so in that language |
| \`current\` | the fresh state, for a conflict |

What \`retry\` means:

${Object.entries(RETRY)
  .map(([name, words]) => `- \`${name}\` – ${words}`)
  .join('\n')}

This page is generated from the problem catalogue by \`tools/errors-document.mjs\`; a test compares the two.
`;

/** @param {Readonly<Record<string, { status: number; retry: keyof typeof RETRY; zh: string; en: string }>>} problems */
export function errorsDocument(problems) {
  const statuses = [...new Set(Object.values(problems).map(({ status }) => status))].toSorted((a, b) => a - b);
  const sections = statuses.map((status) => {
    const rows = Object.entries(problems)
      .filter(([, kind]) => kind.status === status)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { retry, zh, en }]) => `| <a id="${code}"></a>\`${code}\` | ${zh} | ${en} | ${retry} |`);
    return `## ${status}\n\n| code | 中文 | English | retry |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return [HEAD, ...sections].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PROBLEMS } = await import('@gridward/contract');
  writeFileSync(errorsPath, errorsDocument(PROBLEMS));
}
