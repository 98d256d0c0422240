import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { Outbox } from '../notify/index.ts';
import { createChannelExchange, STATUS_TOPIC } from './channels/channel-exchange.service.ts';
import { createFileExchange } from './channels/file-exchange.adapter.ts';
import { createCategorySuggester } from './desk/category-suggestion.service.ts';
import { createIntakeTexts } from './desk/intake-texts.service.ts';
import { createDuplicateFinder } from './duplicates/duplicate.service.ts';
import type { IntakeDoors } from './intake-doors.ts';
import { serveIntake } from './intake.routes.ts';
import { createResponsibilityImport } from './responsibility/responsibility-import.service.ts';
import { createImports, type Imports } from './runs/import.service.ts';
import { createMappings } from './runs/mapping.service.ts';

export type { IntakeDoors } from './intake-doors.ts';
export type { Imports } from './runs/import.service.ts';

/** The door of the intake module: how cases come in. */
export interface Intake {
  readonly imports: Imports;
  /** Brings in what waits at the channels that a program serves. */
  fetchChannels(): Promise<{ readonly accepted: number; readonly failed: number }>;
  routes(host: Host): void;
  close(): Promise<void>;
}

export function createIntake(platform: Platform, doors: IntakeDoors, outbox: Pick<Outbox, 'on' | 'sendBy'>): Intake {
  const imports = createImports(platform, doors);
  const duplicates = createDuplicateFinder(platform, doors);
  const suggester = createCategorySuggester(platform, doors);
  const texts = createIntakeTexts();
  const mappings = createMappings(platform, doors);
  const responsibilities = createResponsibilityImport(platform, doors);
  const exchange = createChannelExchange(platform, doors, { files: createFileExchange(platform.config.dataDir) });
  outbox.on('case.moved', exchange.onMoved);
  outbox.sendBy(STATUS_TOPIC, exchange.send);
  return {
    imports,
    fetchChannels: exchange.fetchAll,
    routes: (host) => serveIntake(host, { imports, duplicates, suggester, texts, mappings, responsibilities }),
    close: () => imports.close(),
  };
}
