export * from './case-statistics.ts';
