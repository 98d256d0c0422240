export * from './permission.ts';
export * from './scope.ts';
