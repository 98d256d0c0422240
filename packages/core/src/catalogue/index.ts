export * from './calendar.ts';
export * from './category.ts';
export * from './deadline.ts';
export * from './indicator.ts';
export * from './limit.ts';
export * from './zone.ts';
