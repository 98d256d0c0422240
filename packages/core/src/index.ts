export * from './access/index.ts';
export * from './areas/index.ts';
export * from './cases/index.ts';
export * from './catalogue/index.ts';
export * from './kernel/index.ts';
export * from './model/index.ts';
export * from './organisation/index.ts';
export * from './rights/index.ts';
