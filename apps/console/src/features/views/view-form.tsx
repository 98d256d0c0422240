import type { CaseView } from '@gridward/contract';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { ProblemError } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useViewWrites, type ViewDraft } from './use-views.ts';

interface Places {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly areas: readonly { readonly id: string; readonly name: string }[];
}

interface ViewFormProps {
  /** The view to change, or what a new one begins with. */
  readonly view: CaseView | null;
  readonly draft: ViewDraft;
  /** The same view as it stands now, should somebody have changed it meanwhile. */
  readonly now: CaseView | undefined;
  readonly places: Places;
  readonly onDone: (view: CaseView | null) => void;
}

interface Written {
  readonly name: string;
  readonly sharing: string;
}

const NOBODY = 'none';
const written = ({ sharing }: ViewDraft): string =>
  sharing.with === 'unit' ? `unit ${sharing.unitId}` : sharing.with === 'area' ? `area ${sharing.areaId}` : NOBODY;

function sharingOf(value: string): ViewDraft['sharing'] {
  const [kind, id = ''] = value.split(' ');
  if (kind === 'unit') return { with: 'unit', unitId: id };
  return kind === 'area' ? { with: 'area', areaId: id } : { with: 'none' };
}

/** Name of a view, and who sees it. Nothing of mine is lost when the view was changed elsewhere. */
export function ViewForm({ view, draft, now, places, onDone }: ViewFormProps) {
  const t = useT();
  const { create, change } = useViewWrites();
  const [fields] = Form.useForm<Written>();
  const [opened] = useState(view);
  const error = opened === null ? create.error : change.error;
  const isConflict = error instanceof ProblemError && error.problem.code === 'version_conflict';
  const send = ({ name, sharing }: Written, version = opened?.version): void => {
    const next = { ...draft, name: name.trim(), sharing: sharingOf(sharing) };
    const onSuccess = (saved: CaseView): void => onDone(saved);
    if (opened === null || version === undefined) create.mutate(next, { onSuccess });
    else change.mutate({ ...opened, ...next, version }, { onSuccess });
  };
  const options = [
    { value: NOBODY, label: t('views.sharing.none') },
    ...places.units.map(({ id, name }) => ({ value: `unit ${id}`, label: t('views.sharing.unit', { name }) })),
    ...places.areas.map(({ id, name }) => ({ value: `area ${id}`, label: t('views.sharing.area', { name }) })),
  ];
  return (
    <Modal
      open
      title={t(opened === null ? 'views.save' : 'views.edit')}
      okText={t(opened === null ? 'views.save' : 'views.edit')}
      cancelText={t('app.cancel')}
      okButtonProps={{ disabled: isConflict, loading: create.isPending || change.isPending }}
      onOk={fields.submit}
      onCancel={() => onDone(null)}
    >
      {error === null ? null : <ProblemNotice error={error} keeps />}
      {isConflict && now !== undefined ? (
        <div className="conflict">
          <p>{t('views.conflict', { name: now.name })}</p>
          <div className="row">
            <Button onClick={() => send(fields.getFieldsValue(), now.version)}>{t('views.mineAnyway')}</Button>
            <Button onClick={() => onDone(now)}>{t('views.takeTheirs')}</Button>
          </div>
        </div>
      ) : null}
      <Form<Written>
        form={fields}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: draft.name, sharing: written(draft) }}
        onFinish={(values) => send(values)}
      >
        <Form.Item
          name="name"
          label={t('views.name')}
          rules={[{ required: true, whitespace: true, message: t('form.required', { name: t('views.name') }) }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="sharing" label={t('views.sharing')} extra={t('views.sharingHint')}>
          <Radio.Group className="choices" options={options} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
