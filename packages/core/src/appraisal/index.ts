export * from './counter.ts';
export * from './measured.ts';
export * from './period.ts';
export * from './tally.ts';
