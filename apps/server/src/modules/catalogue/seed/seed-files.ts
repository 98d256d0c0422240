import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  CalendarDayData,
  CategoryList,
  CategoryMapping,
  CodeSystem,
  CollectionRule,
  QualificationData,
  StepLimitData,
  WorkCalendar,
} from '@gridward/core';
import { dataFolder } from '../data-folder.ts';

/** The files of `catalogue/`, whose format and content that folder's own test holds. */
export interface SeedFiles {
  readonly lists: readonly CategoryList[];
  readonly mappings: readonly CategoryMapping[];
  readonly rules: readonly CollectionRule[];
  readonly qualifications: readonly QualificationData[];
  readonly steps: readonly StepLimitData[];
  readonly calendar: CalendarFile;
}

export type CalendarFile = Omit<WorkCalendar, 'days'> & CodeSystem & { readonly days: readonly CalendarDayData[] };

const LISTS = ['city-events', 'city-components', 'governance', 'cjt214-events', 'cjt214-components'] as const;

export async function readSeedFiles(folder: string = dataFolder('catalogue')): Promise<SeedFiles> {
  const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as T;
  const [lists, mappings, rules, qualifications, steps, calendar] = await Promise.all([
    Promise.all(LISTS.map((name) => read<CategoryList>(name))),
    read<{ mappings: CategoryMapping[] }>('mappings'),
    read<{ rules: CollectionRule[] }>('collection-rules'),
    read<{ qualifications: QualificationData[] }>('qualifications'),
    read<{ steps: StepLimitData[] }>('step-limits'),
    read<CalendarFile>('calendar/cn'),
  ]);
  return {
    lists,
    mappings: mappings.mappings,
    rules: rules.rules,
    qualifications: qualifications.qualifications,
    steps: steps.steps,
    calendar,
  };
}
