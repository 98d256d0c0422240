import { resolve } from 'node:path';
import { verifyArchive } from '@gridward/db';
import { textOf, type Command } from '../command.ts';
import { FORMAT, printArchive } from './archive-report.ts';

export const verify: Command = {
  name: 'verify',
  words: { zh: '从头到尾核对一个备份归档', en: 'Check a backup archive from end to end' },
  operands: ['FILE'],
  options: FORMAT,
  async run(input, context) {
    const file = resolve(input.operands[0] ?? '');
    const manifest = await verifyArchive(file);
    printArchive(manifest, { zh: `${file} 完好`, en: `${file} is sound` }, textOf(input, 'format'), context);
    return 0;
  },
};
