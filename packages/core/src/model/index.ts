export * from './model.check.ts';
export * from './model.ts';
