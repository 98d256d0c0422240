export * from './masking.ts';
export * from './screening.ts';
export { indexTerms, queryTerms } from './search-terms.ts';
export * from './similarity.ts';
export * from './pasted-text.ts';
