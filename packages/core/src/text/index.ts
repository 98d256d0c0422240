export * from './masking.ts';
export * from './screening.ts';
export { indexTerms, pairs, queryTerms, runs } from './search-terms.ts';
export * from './similarity.ts';
export * from './pasted-text.ts';
