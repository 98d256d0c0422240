import { fileURLToPath } from 'node:url';

/** A folder of data at the root of the installation: as far above the sources as above what is built from them. */
export const dataFolder = (name: 'catalogue' | 'models'): string =>
  fileURLToPath(new URL(`../../../../../${name}`, import.meta.url));
