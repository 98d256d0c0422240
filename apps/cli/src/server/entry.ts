import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Refusal } from '../terminal/words.ts';

/**
 * The program of the server, found as an installed package. It is started, never imported: apps do not depend on each other's code.
 * @throws Refusal when it is not installed or not built
 */
export function locateServer(from: string): string {
  const folders = (createRequire(from).resolve.paths('@gridward/server') ?? []).map((folder) =>
    join(folder, '@gridward', 'server'),
  );
  const folder = folders.find((candidate) => existsSync(join(candidate, 'package.json')));
  if (folder === undefined) {
    throw new Refusal({
      zh: '没有安装服务端（软件包 @gridward/server）。请在项目根目录运行 npm install。',
      en: 'The server (package @gridward/server) is not installed. Run npm install in the root of the project.',
    });
  }
  const entry = join(folder, 'dist', 'main.js');
  if (existsSync(entry)) return entry;
  throw new Refusal({
    zh: `服务端尚未编译：缺少 ${entry}。请在项目根目录运行 npm run build。`,
    en: `The server is not built: ${entry} is missing. Run npm run build in the root of the project.`,
  });
}
