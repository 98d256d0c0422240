import '@gridward/i18n/words/desk';
import './ready-texts.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Form } from 'antd';
import type { RouteAnswer, intakeRoutes } from '@gridward/contract';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { LongText } from '../../ui/long-text.tsx';

type IntakeTexts = RouteAnswer<(typeof intakeRoutes)['readIntakeTexts']>;
type ReadyText = IntakeTexts['declines'][number];

const intakeTextsQuery = queryOptions({
  queryKey: ['intake-texts'],
  queryFn: ({ signal }) => unwrap(api.readIntakeTexts({}, { signal })),
  staleTime: Infinity,
});

interface TextProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (text: string) => void;
  readonly max: number;
}

/** A text that starts from ready-made words; whoever uses them may change every word. */
function ReadyText({ texts, ...input }: TextProps & { readonly texts: readonly ReadyText[] }) {
  const t = useT();
  return (
    <>
      <div className="ready-texts" role="group" aria-label={t('desk.ready')}>
        {texts.map((ready) => (
          <Button key={ready.id} size="small" onClick={() => input.onChange?.(t.pick(ready.text))}>
            {t.pick(ready.label)}
          </Button>
        ))}
      </div>
      <LongText {...input} minRows={4} maxRows={12} />
    </>
  );
}

/** What a reporter reads whose case is not taken in. */
export function ReadyExplanation(props: TextProps) {
  const { data } = useQuery(intakeTextsQuery);
  return <ReadyText {...props} texts={data?.declines ?? []} />;
}

/** What a reporter is asked. */
export function ReadyQuestion(props: TextProps) {
  const { data } = useQuery(intakeTextsQuery);
  return <ReadyText {...props} texts={data?.questions ?? []} />;
}

interface StatutoryChannelInputProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (channel: string) => void;
  readonly autoFocus: boolean;
}

/** Whom the law has made answerable, with the number; the words to the reporter follow unless somebody wrote their own. */
export function StatutoryChannelInput({ id, value, onChange, autoFocus }: StatutoryChannelInputProps) {
  const t = useT();
  const form = Form.useFormInstance<Record<string, unknown>>();
  const { data } = useQuery(intakeTextsQuery);
  const channels = (data?.channels ?? []).map((channel) => ({
    text: channel.text,
    found: `${t.pick(channel.name)} ${channel.phone} ${t.pick(channel.matters)}`.toLowerCase(),
    value: `${t.pick(channel.name)} ${channel.phone}`,
    label: (
      <span>
        {t.pick(channel.name)} <span className="figures">{channel.phone}</span>{' '}
        <span className="quiet">{t.pick(channel.matters)}</span>
      </span>
    ),
  }));
  const foundBy = new Map<unknown, string>(channels.map(({ value: name, found }) => [name, found]));
  const written = new Set(channels.map(({ text }) => t.pick(text)));
  const choose = (name: string): void => {
    const text = channels.find((channel) => channel.value === name)?.text;
    const before: unknown = form.getFieldValue('explanation');
    const isOwn = typeof before === 'string' && before !== '' && !written.has(before);
    if (text !== undefined && !isOwn) form.setFieldValue('explanation', t.pick(text));
  };
  return (
    <AutoComplete<string>
      id={id}
      value={value}
      options={channels}
      onChange={onChange}
      onSelect={choose}
      showSearch={{
        filterOption: (typed, option) => foundBy.get(option?.value ?? '')?.includes(typed.toLowerCase()) === true,
      }}
      placeholder={t('desk.channelOther')}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  );
}
