import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import { useState, type ReactNode } from 'react';
import { useT } from '../../../platform/language.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from './edit-drawer.tsx';
import { useSay } from './said.tsx';
import { SaveProblem } from './save-problem.tsx';

interface EndDrawerProps<T extends { readonly version: number }> {
  readonly title: string;
  readonly draft: readonly string[];
  readonly verb: string;
  readonly thing: T;
  /** How long it holds, in words: what differs where somebody else was faster. */
  readonly periodOf: (thing: T) => string;
  /** The question for the last day; `null` where it has not begun and is only taken back. */
  readonly day: { readonly label: string; readonly hint?: string } | null;
  /** Ends it with a civil day; without one as soon as possible. */
  readonly end: (day: string | undefined, version: number) => Promise<unknown>;
  readonly refresh: () => Promise<unknown>;
  readonly said: string;
  readonly onClose: () => void;
  /** Goes where there is something left to see, in place of only closing. */
  readonly onEnded?: () => void;
  /** What follows from ending it. */
  readonly children: ReactNode;
}

/** Ends something on a day. Nothing dated is deleted: what it was stays readable. */
export function EndDrawer<T extends { readonly version: number }>(props: EndDrawerProps<T>) {
  const { periodOf, day, refresh, onClose, onEnded = onClose } = props;
  const t = useT();
  const say = useSay();
  const [opened] = useState(props.thing);
  const [form] = Form.useForm<{ readonly day?: string }>();
  const end = useMutation({
    mutationFn: ({ chosen, version }: { readonly chosen: string | undefined; readonly version: number }) =>
      props.end(chosen === '' ? undefined : chosen, version),
    onSuccess: async () => {
      await refresh();
      say(props.said);
      onEnded();
    },
  });
  return (
    <EditDrawer
      title={props.title}
      draft={props.draft}
      form={form}
      initial={{}}
      verb={props.verb}
      sent={end}
      problem={
        <SaveProblem<string>
          error={end.error}
          mine={periodOf(opened)}
          fields={[{ label: t('areas.valid'), read: (period) => period }]}
          theirsOf={(current) => periodOf(current as T)}
          onKeepMine={(current) => end.mutate({ chosen: form.getFieldsValue().day, version: (current as T).version })}
          onTakeTheirs={() => void refresh().then(onClose)}
        />
      }
      onSave={(values) => end.mutateAsync({ chosen: values.day, version: opened.version })}
      onClose={onClose}
    >
      {props.children}
      {day === null ? null : (
        <Form.Item name="day" label={day.label} extra={day.hint}>
          <DayInput />
        </Form.Item>
      )}
    </EditDrawer>
  );
}
