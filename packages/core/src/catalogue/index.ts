export * from './calendar.ts';
export * from './category.ts';
export * from './deadline.ts';
export * from './entry.ts';
export * from './indicator.ts';
export * from './limit.ts';
export * from './search.ts';
export * from './zone.ts';
