export { countingIds } from './counting-ids.ts';
export { createTestDatabase, createTestStore, useTestStore } from './database.fixture.ts';
export type { TestDatabase, TestStore } from './database.fixture.ts';
export { fakeClock } from './fake-clock.ts';
export type { FakeClock } from './fake-clock.ts';
export { startSource } from './source-process.fixture.ts';
export type { SourceProcess } from './source-process.fixture.ts';
