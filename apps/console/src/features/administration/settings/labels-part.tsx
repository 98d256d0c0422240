import type { catalogueRoutes, LabelGroup, RouteAnswer } from '@gridward/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { api, ProblemError, unwrap } from '../../../platform/api.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useT } from '../../../platform/language.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { modelQuery } from '../../deployment/deployment.ts';
import { useMay, useMe } from '../../session/me.tsx';
import { FormDraftLine } from '../editing/form-draft.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import { changesOf, wordOf, type Edits, type Labels } from './label-edits.ts';

const KEY = ['model', 'labels'];
/** The names of states, stages, steps, desks and roles, in this place's own words. */
const GROUPS: readonly LabelGroup[] = ['states', 'stages', 'steps', 'duties', 'roles'];

/** What is typed, and over which version: what somebody else changed since is shown before it is saved over. */
interface LabelDraft {
  readonly edits: Edits;
  readonly version: number | null;
}
const NOTHING: LabelDraft = { edits: {}, version: null };

type Item = Labels['items'][number];
type Reply = RouteAnswer<(typeof catalogueRoutes)['listModelLabels']>;

/** What this place calls each state, stage, step and desk. The words hold at once, for everybody. */
export function LabelsPart() {
  const labels = useQuery({ queryKey: KEY, queryFn: ({ signal }) => unwrap(api.listModelLabels({}, { signal })) });
  if (labels.error !== null && labels.data === undefined)
    return <PageProblem error={labels.error} onRetry={() => void labels.refetch()} />;
  return labels.data === undefined ? <Waiting rows={10} /> : <LabelTables labels={labels.data} />;
}

function LabelTables({ labels }: { readonly labels: Labels }) {
  const t = useT();
  const may = useMay();
  const say = useSay();
  const client = useQueryClient();
  const draft = useDraft(draftKey(useMe().accountId, 'form', 'labels'), NOTHING);
  const mayEdit = may('catalogue.manage');
  const edits = mayEdit ? draft.value.edits : NOTHING.edits;
  const version = draft.value.version ?? labels.version;
  const keep = (saved: Reply): void => {
    client.setQueryData(KEY, saved);
    void client.invalidateQueries({ queryKey: modelQuery.queryKey, exact: true });
  };
  const write = (changes: ReturnType<typeof changesOf>, version: number): Promise<Reply> =>
    unwrap(api.saveModelLabels({ body: { version, changes } }));
  const changes = changesOf(labels, edits);
  const save = useMutation({
    mutationFn: (version: number) => write(changes, version),
    onSuccess: (saved) => {
      const before = changes.flatMap(({ group, key }) => {
        const item = labels.items.find((one) => one.group === group && one.key === key);
        return item === undefined ? [] : [{ group, key, label: item.own }];
      });
      keep(saved);
      draft.clear();
      say(t('settings.labelsSaved', { count: before.length }), async () => keep(await write(before, saved.version)));
    },
  });
  const put = ({ group, key }: Item, word: Edits[string]): void =>
    draft.change({ edits: { ...edits, [`${group}.${key}`]: word }, version });
  const edit = (item: Item, language: 'zh' | 'en', text: string): void => put(item, { ...wordOf(item, edits), [language]: text });
  const reset = (item: Item): void => put(item, { zh: item.model.zh, en: item.model.en });
  const isConflict = save.error instanceof ProblemError && save.error.problem.code === 'version_conflict';
  return (
    <div className="label-groups">
      <p className="quiet">{t('settings.labelsHint')}</p>
      <FormDraftLine savedAt={null} restoredAt={draft.restoredAt} onDiscard={draft.clear} />
      {GROUPS.map((group) => (
        <GroupTable
          key={group}
          group={group}
          items={labels.items.filter((item) => item.group === group)}
          edits={edits}
          mayEdit={mayEdit}
          onEdit={edit}
          onReset={reset}
        />
      ))}
      {save.error === null ? null : (
        <SaveProblem<Labels['items']>
          error={save.error}
          mine={labels.items.map((item) => ({ ...item, own: wordOf(item, edits) }))}
          fields={changes.map(({ group, key }) => ({
            label: `${t(`settings.labelGroup.${group}`)} ${key}`,
            read: (items) => {
              const found = items.find((item) => item.group === group && item.key === key);
              return found === undefined ? '' : `${wordOf(found, {}).zh} / ${wordOf(found, {}).en}`;
            },
          }))}
          theirsOf={(current) => (current as Labels).items}
          onKeepMine={(current) => save.mutate((current as Labels).version)}
          onTakeTheirs={() => {
            draft.clear();
            save.reset();
            void client.invalidateQueries({ queryKey: KEY });
          }}
        />
      )}
      {changes.length === 0 ? null : (
        <div className="save-bar">
          <Button type="primary" loading={save.isPending} disabled={isConflict} onClick={() => save.mutate(version)}>
            {t('settings.saveLabels', { count: changes.length })}
          </Button>
          <Button onClick={draft.clear}>{t('settings.dropLabels')}</Button>
        </div>
      )}
    </div>
  );
}

interface GroupTableProps {
  readonly group: LabelGroup;
  readonly items: readonly Item[];
  readonly edits: Edits;
  readonly mayEdit: boolean;
  readonly onEdit: (item: Item, language: 'zh' | 'en', text: string) => void;
  readonly onReset: (item: Item) => void;
}

function GroupTable({ group, items, edits, mayEdit, onEdit, onReset }: GroupTableProps) {
  const t = useT();
  const title = t(`settings.labelGroup.${group}`);
  if (items.length === 0) return null;
  return (
    <div className="table-scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="case-table">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t('settings.chinese')}</th>
            <th scope="col">{t('settings.english')}</th>
            <th scope="col">{t('settings.modelSays')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const word = wordOf(item, edits);
            const isOwn = word.zh !== item.model.zh || word.en !== item.model.en;
            return (
              <tr key={item.key}>
                <th scope="row">{t.pick(item.model)}</th>
                {(['zh', 'en'] as const).map((language) => (
                  <td key={language}>
                    {mayEdit ? (
                      <Input
                        aria-label={`${item.model.zh} ${t(language === 'zh' ? 'settings.chinese' : 'settings.english')}`}
                        value={word[language]}
                        maxLength={language === 'zh' ? 40 : 80}
                        status={word[language].trim() === '' ? 'error' : ''}
                        onChange={({ target }) => onEdit(item, language, target.value)}
                      />
                    ) : (
                      word[language]
                    )}
                  </td>
                ))}
                <td className="quiet">
                  {isOwn ? `${item.model.zh} / ${item.model.en} ` : t('settings.asModel')}
                  {isOwn && mayEdit ? (
                    <Button
                      size="small"
                      aria-label={t('settings.resetOf', { name: item.model.zh })}
                      onClick={() => onReset(item)}
                    >
                      {t('settings.reset')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
