export * from './data-class.policy.ts';
export * from './follow-code.ts';
export * from './number-on-photo.ts';
export * from './public-progress.ts';
