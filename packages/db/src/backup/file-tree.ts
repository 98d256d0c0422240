import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Regular files below a folder, as paths with `/` relative to it, in byte order of their names; nothing when the folder is missing. */
export async function* listFiles(root: string, below = ''): AsyncGenerator<string> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* listFiles(root, path);
    else if (entry.isFile()) yield path;
  }
}

/** Whether a path from an archive stays inside the folder that it is unpacked to. */
export const isInnerPath = (path: string): boolean =>
  path !== '' &&
  !path.includes('\\') &&
  !path.includes('\0') &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
