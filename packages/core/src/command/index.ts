export * from './board.ts';
export * from './handover.ts';
export * from './order-reminder.ts';
export * from './stuck.ts';
