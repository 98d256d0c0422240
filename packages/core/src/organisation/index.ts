export * from './desk.ts';
export * from './gaps.ts';
export * from './team.ts';
export * from './unit.ts';
