export * from './case.command.ts';
export * from './case.diagram.ts';
export * from './case.machine.ts';
export * from './case.ts';
export * from './second-check.ts';
