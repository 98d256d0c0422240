export * from './identifier.ts';
export * from './instant.ts';
export * from './result.ts';
