export * from './calendar.ts';
export * from './deadline.ts';
export * from './limit.ts';
export * from './zone.ts';
