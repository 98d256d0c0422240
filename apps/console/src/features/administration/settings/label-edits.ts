import type { catalogueRoutes, LabelGroup, RouteAnswer } from '@gridward/contract';

export type Labels = RouteAnswer<(typeof catalogueRoutes)['listModelLabels']>;
type Item = Labels['items'][number];

interface Word {
  readonly zh: string;
  readonly en: string;
}

/** What is typed and not yet saved, by group and key. */
export type Edits = Readonly<Record<string, Word>>;

/** What a thing is called, with what is typed. */
export const wordOf = (item: Item, edits: Edits): Word => edits[`${item.group}.${item.key}`] ?? item.own ?? item.model;

interface LabelChange {
  readonly group: LabelGroup;
  readonly key: string;
  readonly label: Word | null;
}

/** What saving would send: only words that differ from what is stored; the model's own word is sent as none. Unfinished ones are left out. */
export const changesOf = (labels: Labels, edits: Edits): LabelChange[] =>
  labels.items.flatMap((item): LabelChange[] => {
    const { zh, en } = wordOf(item, edits);
    const stored = item.own ?? item.model;
    if ((zh === stored.zh && en === stored.en) || zh.trim() === '' || en.trim() === '') return [];
    const isModel = zh === item.model.zh && en === item.model.en;
    return [{ group: item.group, key: item.key, label: isModel ? null : { zh: zh.trim(), en: en.trim() } }];
  });
