import type { CaseDetail } from '@gridward/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMay } from '../../session/me.tsx';
import { revealsQuery } from '../keys.ts';
import { FactList, Section } from './fact-list.tsx';

const FIELDS = ['name', 'phone', 'address', 'original_text'] as const;
type RevealedField = (typeof FIELDS)[number];

/** Who reported stays sealed; a look needs a purpose and stands in a list that everybody on the case can read. */
export function SealedReporter({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  if (!detail.sealedReporter && !detail.masked) {
    return (
      <Section title={t('case.sealed')}>
        <p className="quiet">{t('case.notSealed')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('case.sealed')}>
      <p className="quiet">{t('case.sealedHint')}</p>
      {may('reporter.reveal') && !asking ? <Button onClick={() => setAsking(true)}>{t('reveal.open')}</Button> : null}
      {asking ? <RevealForm caseId={detail.id} onDone={() => setAsking(false)} /> : null}
      <RevealLog caseId={detail.id} />
    </Section>
  );
}

interface RevealValues {
  readonly purpose: string;
  readonly fields: RevealedField[];
}

function RevealForm({ caseId, onDone }: { readonly caseId: string; readonly onDone: () => void }) {
  const t = useT();
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const reveal = useMutation({
    mutationFn: (body: RevealValues) => unwrap(api.revealReporter({ params: { caseId }, body }, { commandId: keyOf(body) })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: revealsQuery(caseId).queryKey }),
    gcTime: 0,
  });
  if (reveal.data !== undefined) {
    const { name, phone, address, originalText } = reveal.data;
    return (
      <>
        <FactList
          facts={[
            { label: t('reveal.field.name'), value: name },
            { label: t('reveal.field.phone'), value: phone },
            { label: t('reveal.field.address'), value: address },
            { label: t('reveal.field.original_text'), value: originalText },
          ]}
        />
        <Button onClick={onDone}>{t('app.close')}</Button>
      </>
    );
  }
  const required = (label: string) => [{ required: true, message: t('form.required', { name: label }) }];
  return (
    <Form<RevealValues>
      layout="vertical"
      requiredMark={false}
      initialValues={{ fields: ['phone'] }}
      onFinish={(values) => reveal.mutate(values)}
    >
      {reveal.error === null ? null : <ProblemNotice error={reveal.error} keeps />}
      <Form.Item name="fields" label={t('reveal.fields')} rules={required(t('reveal.fields'))}>
        <Checkbox.Group options={FIELDS.map((field) => ({ value: field, label: t(`reveal.field.${field}`) }))} />
      </Form.Item>
      <Form.Item name="purpose" label={t('reveal.purpose')} rules={required(t('reveal.purpose'))}>
        <Input.TextArea rows={2} maxLength={500} autoFocus />
      </Form.Item>
      <div className="row">
        <Button htmlType="submit" type="primary" loading={reveal.isPending}>
          {t('reveal.submit')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </Form>
  );
}

function RevealLog({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const { data } = useQuery(revealsQuery(caseId));
  if (data === undefined) return null;
  return (
    <>
      <h4>{t('reveal.log')}</h4>
      {data.items.length === 0 ? <p className="quiet">{t('reveal.logEmpty')}</p> : null}
      <ul className="plain-list">
        {data.items.map((look) => (
          <li key={look.id}>
            <ExactMoment at={look.at} /> {look.person?.name}{' '}
            <span className="quiet">{t.list(look.fields.map((field) => t.word('reveal.field', field)))}</span>
            <br />
            {look.purpose}
          </li>
        ))}
      </ul>
    </>
  );
}
