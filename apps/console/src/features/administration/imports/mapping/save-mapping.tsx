import type { importRoutes, RouteAnswer } from '@gridward/contract';
import type { CaseMapping } from '@gridward/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { api, newId, unwrap } from '../../../../platform/api.ts';
import { useT } from '../../../../platform/language.tsx';
import { ProblemNotice } from '../../../../ui/problem-notice.tsx';

type Saved = RouteAnswer<(typeof importRoutes)['saveCaseMapping']>;

interface SaveMappingProps {
  readonly mapping: CaseMapping;
  /** The one that is being used, when it was saved here. */
  readonly saved: Saved | undefined;
  readonly isReady: boolean;
  readonly onSaved: (id: string) => void;
  /** The table stays mapped as it is; only the saved one is gone. */
  readonly onRemoved: () => void;
}

/** Keeps what was decided about a table under a name, for the next file of the same kind, and deletes what is no longer used. */
export function SaveMapping({ mapping, saved, isReady, onSaved, onRemoved }: SaveMappingProps) {
  const t = useT();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['case-mappings'] });
  const save = useMutation({
    mutationFn: (existing: Saved | undefined) =>
      unwrap(
        api.saveCaseMapping({
          params: { mappingId: existing?.id ?? newId() },
          body: { version: existing?.version ?? 0, name: existing?.name ?? name, mapping },
        }),
      ),
    onSuccess: async ({ id }) => {
      await refresh();
      setName('');
      onSaved(id);
    },
    onError: refresh,
  });
  const remove = useMutation({
    mutationFn: async (existing: Saved) => {
      await unwrap(api.removeCaseMapping({ params: { mappingId: existing.id } }));
      return existing;
    },
    onSuccess: async () => {
      await refresh();
      save.reset();
      onRemoved();
    },
    onError: refresh,
  });
  const restore = useMutation({
    mutationFn: ({ name: gone, mapping: kept }: Saved) =>
      unwrap(api.saveCaseMapping({ params: { mappingId: newId() }, body: { version: 0, name: gone, mapping: kept } })),
    onSuccess: async ({ id }) => {
      await refresh();
      remove.reset();
      onSaved(id);
    },
  });
  const failed = save.error ?? remove.error ?? restore.error;
  return (
    <>
      <Space.Compact>
        <Input
          aria-label={t('imports.mappingName')}
          placeholder={t('imports.mappingName')}
          value={name}
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
        />
        <Button loading={save.isPending} disabled={!isReady || name.trim() === ''} onClick={() => save.mutate(undefined)}>
          {t('imports.saveMapping')}
        </Button>
      </Space.Compact>
      {saved === undefined ? null : (
        <>
          <Button disabled={!isReady} onClick={() => save.mutate(saved)}>
            {t('imports.updateMapping', { name: saved.name })}
          </Button>
          <Button loading={remove.isPending} onClick={() => remove.mutate(saved)}>
            {t('imports.removeMapping', { name: saved.name })}
          </Button>
        </>
      )}
      {remove.isSuccess ? (
        <span role="status">
          {t('imports.mappingRemoved', { name: remove.data.name })}{' '}
          <Button size="small" loading={restore.isPending} onClick={() => restore.mutate(remove.data)}>
            {t('setup.undo')}
          </Button>
        </span>
      ) : null}
      {save.isSuccess ? <span role="status">{t('imports.mappingSaved', { name: save.data.name })}</span> : null}
      {failed === null ? null : <ProblemNotice error={failed} keeps />}
    </>
  );
}
