import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import { useState, type ReactNode } from 'react';
import { useT } from '../../../platform/language.tsx';
import { EditDrawer } from './edit-drawer.tsx';
import { useSay } from './said.tsx';
import { SaveProblem, type ComparedField } from './save-problem.tsx';

interface RecordDrawerProps<V extends object, R extends { readonly version: number }> {
  readonly title: string;
  readonly draft: readonly string[];
  /** What is changed; `null` where the form makes a new one. */
  readonly record: R | null;
  readonly valuesOf: (record: R) => V;
  /** What the form of a new one begins with. */
  readonly blank?: Partial<V>;
  readonly fields: readonly ComparedField<V>[];
  readonly nameOf: (saved: R) => string;
  /** Saves over this version, 0 where there is none yet; `over` is all that is known of it. */
  readonly write: (values: V, version: number, over: R | null) => Promise<R>;
  readonly refresh: () => unknown;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over one versioned thing: saved with an undo, and both sides shown where somebody else was faster. */
export function RecordDrawer<V extends object, R extends { readonly version: number }>(props: RecordDrawerProps<V, R>) {
  const { valuesOf, write, refresh, onClose } = props;
  const t = useT();
  const say = useSay();
  const [opened] = useState(props.record);
  const [form] = Form.useForm<V>();
  const put = async (values: V, over: R | null): Promise<R> => {
    const saved = await write(values, over?.version ?? 0, over);
    await refresh();
    return saved;
  };
  const save = useMutation({
    mutationFn: ({ values, over }: { values: V; over: R | null }) => put(values, over),
    onSuccess: (saved) => {
      const undo = opened === null ? undefined : () => put(valuesOf(opened), saved);
      say(t('setup.saved', { name: props.nameOf(saved) }), undo);
      onClose();
    },
  });
  return (
    <EditDrawer<V>
      title={props.title}
      draft={props.draft}
      form={form}
      initial={opened === null ? (props.blank ?? {}) : valuesOf(opened)}
      verb={t('setup.save')}
      sent={save}
      problem={
        save.variables === undefined ? null : (
          <SaveProblem<V>
            error={save.error}
            mine={save.variables.values}
            fields={props.fields}
            theirsOf={(current) => valuesOf(current as R)}
            onKeepMine={(current) => save.mutate({ values: form.getFieldsValue(), over: current as R })}
            onTakeTheirs={() => void Promise.resolve(refresh()).then(onClose)}
          />
        )
      }
      onSave={(values) => save.mutateAsync({ values, over: opened })}
      onClose={onClose}
    >
      {props.children}
    </EditDrawer>
  );
}
