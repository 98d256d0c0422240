export * from './area.ts';
export * from './code.ts';
export * from './grid-size.ts';
export * from './tree.ts';
export * from './landmark.ts';
