import { CHANNEL_KINDS, type AreaLevel, type ChannelKind } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, Select } from 'antd';
import { api, unwrap } from '../../../../platform/api.ts';
import { useT } from '../../../../platform/language.tsx';
import { LimitInput } from '../../../catalogue/limit-input.tsx';
import {
  guessChannel,
  guessOnTime,
  MAPPED_FIELDS,
  NEEDED_FIELDS,
  type MappedField,
  type MappingChoice,
} from './guess-mapping.ts';
import type { Inspection } from '../inspect.ts';

interface MappingFormProps {
  readonly table: Inspection;
  readonly choice: MappingChoice;
  readonly onChange: (next: MappingChoice) => void;
}

const CREATABLE = ['township', 'community', 'grid'] as const satisfies readonly AreaLevel[];

/** What each column holds, what the values of short columns mean, and what becomes of things that are not known yet. */
export function MappingForm({ table, choice, onChange }: MappingFormProps) {
  const t = useT();
  const { columns } = choice;
  const setColumn = (field: MappedField, column: string | undefined): void => {
    const { [field]: _before, ...others } = columns;
    const values = column === undefined ? [] : (table.values[column] ?? []);
    onChange({
      ...choice,
      columns: column === undefined ? others : { ...others, [field]: column },
      ...(field === 'channel' ? { channels: Object.fromEntries(values.map((value) => [value, guessChannel(value)])) } : {}),
      ...(field === 'outcome' ? { outcomes: Object.fromEntries(values.map((value) => [value, guessOnTime(value)])) } : {}),
    });
  };
  return (
    <>
      <p className="quiet">{t('imports.columnsHint')}</p>
      <div className="column-picks">
        {MAPPED_FIELDS.map((field) => (
          <label key={field}>
            <span className={NEEDED_FIELDS.includes(field) ? 'needed' : undefined}>{t(`imports.field.${field}`)}</span>
            <Select
              aria-label={t(`imports.field.${field}`)}
              allowClear
              placeholder={t('imports.notInFile')}
              value={columns[field]}
              options={table.header.map((value) => ({ value, label: value }))}
              onChange={(column: string | undefined) => setColumn(field, column)}
            />
          </label>
        ))}
      </div>
      <ChannelValues choice={choice} onChange={onChange} />
      <OutcomeValues choice={choice} onChange={onChange} />
      <Handling choice={choice} onChange={onChange} />
    </>
  );
}

type PartProps = Pick<MappingFormProps, 'choice' | 'onChange'>;

function ChannelValues({ choice, onChange }: PartProps) {
  const t = useT();
  const values = Object.entries(choice.channels);
  if (values.length === 0) return null;
  return (
    <>
      <h3>{t('imports.channelValues')}</h3>
      <div className="column-picks">
        {values.map(([value, kind]) => (
          <label key={value}>
            {value}
            <Select<ChannelKind>
              aria-label={value}
              value={kind}
              options={CHANNEL_KINDS.map((one) => ({ value: one, label: t(`settings.kind.${one}`) }))}
              onChange={(next) => onChange({ ...choice, channels: { ...choice.channels, [value]: next } })}
            />
          </label>
        ))}
      </div>
    </>
  );
}

function OutcomeValues({ choice, onChange }: PartProps) {
  const t = useT();
  const values = Object.entries(choice.outcomes);
  if (values.length === 0) return null;
  return (
    <>
      <h3>{t('imports.outcomeValues')}</h3>
      <div className="column-picks">
        {values.map(([value, onTime]) => (
          <label key={value}>
            {value}
            <Select<'on' | 'late'>
              aria-label={value}
              value={onTime ? 'on' : 'late'}
              options={[
                { value: 'on', label: t('imports.onTime') },
                { value: 'late', label: t('imports.late') },
              ]}
              onChange={(next) => onChange({ ...choice, outcomes: { ...choice.outcomes, [value]: next === 'on' } })}
            />
          </label>
        ))}
      </div>
    </>
  );
}

function Handling({ choice, onChange }: PartProps) {
  const t = useT();
  const systems = useQuery({ queryKey: ['code-systems'], queryFn: ({ signal }) => unwrap(api.listCodeSystems({}, { signal })) });
  // Lists that are delivered keep their own codes; cases of a file join those that came with files.
  const earlier = systems.data?.items.filter(({ id }) => /^[A-Z][A-Z0-9_]*$/.test(id)) ?? [];
  const pickSystem = (id: string | undefined): void => {
    const found = earlier.find((system) => system.id === id);
    onChange({
      ...choice,
      codeSystemId: id ?? choice.codeSystemId,
      ...(found === undefined ? {} : { codeSystemName: found.name.zh }),
    });
  };
  return (
    <>
      <h3>{t('imports.handling')}</h3>
      <p className="quiet">{t('imports.handlingHint')}</p>
      <div className="column-picks">
        <label>
          {t('imports.source')}
          <Input
            value={choice.source}
            maxLength={60}
            status={/^[a-z][a-z0-9_-]*$/.test(choice.source) ? '' : 'error'}
            onChange={({ target }) => onChange({ ...choice, source: target.value })}
          />
          <span className="quiet">{t('imports.sourceHint')}</span>
        </label>
        <label>
          {t('imports.codeSystemName')}
          <Input
            value={choice.codeSystemName}
            maxLength={200}
            onChange={({ target }) => onChange({ ...choice, codeSystemName: target.value })}
          />
        </label>
        <label>
          {t('imports.codeSystemId')}
          <Input
            value={choice.codeSystemId}
            maxLength={40}
            status={/^[A-Z][A-Z0-9_]*$/.test(choice.codeSystemId) ? '' : 'error'}
            onChange={({ target }) => onChange({ ...choice, codeSystemId: target.value.toUpperCase() })}
          />
          <span className="quiet">{t('imports.codeSystemIdHint')}</span>
        </label>
        {earlier.length === 0 ? null : (
          <label>
            {t('imports.joinSystem')}
            <Select
              aria-label={t('imports.joinSystem')}
              allowClear
              placeholder={t('imports.newSystem')}
              value={earlier.some(({ id }) => id === choice.codeSystemId) ? choice.codeSystemId : undefined}
              options={earlier.map(({ id, name }) => ({ value: id, label: t.pick(name) }))}
              onChange={pickSystem}
            />
          </label>
        )}
        <div>
          {t('imports.rowLimit')}
          <br />
          <LimitInput
            label={t('imports.rowLimit')}
            value={choice.limit}
            onChange={(limit) => onChange({ ...choice, limit: limit ?? choice.limit })}
          />
        </div>
      </div>
      <p>
        {t('imports.mayCreate')}{' '}
        <Checkbox.Group<AreaLevel>
          value={[...choice.createLevels]}
          options={CREATABLE.map((value) => ({ value, label: t(`imports.level.${value}`) }))}
          onChange={(createLevels) => onChange({ ...choice, createLevels })}
        />
      </p>
    </>
  );
}
