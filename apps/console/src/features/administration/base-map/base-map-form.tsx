import { BASE_MAP_KINDS, TIANDITU_LAYERS, type BaseMap } from '@gridward/contract';
import { Alert, Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useT } from '../../../platform/language.tsx';

interface BaseMapFormProps {
  readonly value: BaseMap;
  readonly onChange: (value: BaseMap) => void;
  readonly isSaving: boolean;
  readonly onSave: () => void;
}

const MAX_ZOOM = 22;

export function BaseMapForm({ value, onChange, isSaving, onSave }: BaseMapFormProps) {
  const t = useT();
  const set = (change: Partial<BaseMap>): void => onChange({ ...value, ...change });
  const isShifted = value.kind !== 'none' && value.coordinates === 'GCJ02';
  return (
    <Form layout="vertical" className="section" onFinish={onSave}>
      <Form.Item label={t('basemap.kind')} htmlFor="base-map-kind">
        <Select<BaseMap['kind']>
          id="base-map-kind"
          value={value.kind}
          onChange={(kind) => set({ kind, url: '' })}
          options={BASE_MAP_KINDS.map((kind) => ({ value: kind, label: t(`basemap.kind.${kind}`) }))}
        />
      </Form.Item>
      {value.kind === 'tianditu' ? <TiandituFields value={value} set={set} /> : null}
      {value.kind === 'xyz' || value.kind === 'pmtiles' ? <AddressFields value={value} set={set} /> : null}
      {value.kind === 'none' ? null : <CommonFields value={value} set={set} />}
      {isShifted ? <Alert type="error" role="alert" showIcon title={t('basemap.shifted')} /> : null}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={isSaving} disabled={isShifted}>
          {t(value.kind === 'none' ? 'basemap.save' : 'basemap.try')}
        </Button>
      </div>
      {value.kind === 'none' ? null : <p className="quiet">{t('basemap.tryHint')}</p>}
    </Form>
  );
}

interface FieldsProps {
  readonly value: BaseMap;
  readonly set: (change: Partial<BaseMap>) => void;
}

function TiandituFields({ value, set }: FieldsProps) {
  const t = useT();
  return (
    <>
      <Form.Item label={t('basemap.key')} htmlFor="base-map-key" extra={t('basemap.keyHint')}>
        <Input id="base-map-key" value={value.key} autoComplete="off" onChange={({ target }) => set({ key: target.value })} />
      </Form.Item>
      <Form.Item label={t('basemap.layer')}>
        <Radio.Group
          value={value.layer}
          onChange={({ target }) => set({ layer: target.value === 'img' ? 'img' : 'vec' })}
          options={TIANDITU_LAYERS.map((layer) => ({ value: layer, label: t(`basemap.layer.${layer}`) }))}
        />
      </Form.Item>
    </>
  );
}

function AddressFields({ value, set }: FieldsProps) {
  const t = useT();
  return (
    <>
      <Form.Item
        label={t('basemap.url')}
        htmlFor="base-map-url"
        extra={t(value.kind === 'xyz' ? 'basemap.urlXyz' : 'basemap.urlPmtiles')}
      >
        <Input id="base-map-url" type="url" value={value.url} onChange={({ target }) => set({ url: target.value })} />
      </Form.Item>
      <Form.Item label={t('basemap.coordinates')}>
        <Radio.Group
          value={value.coordinates}
          onChange={({ target }) => set({ coordinates: target.value === 'GCJ02' ? 'GCJ02' : 'WGS84' })}
          options={(['WGS84', 'GCJ02'] as const).map((name) => ({ value: name, label: t(`basemap.coordinates.${name}`) }))}
        />
      </Form.Item>
    </>
  );
}

function CommonFields({ value, set }: FieldsProps) {
  const t = useT();
  return (
    <>
      <Form.Item label={t('basemap.attribution')} htmlFor="base-map-attribution" extra={t('basemap.attributionHint')}>
        <Input
          id="base-map-attribution"
          value={value.attribution}
          onChange={({ target }) => set({ attribution: target.value })}
        />
      </Form.Item>
      {value.kind === 'pmtiles' ? null : (
        <div className="row">
          <Form.Item label={t('basemap.minZoom')} htmlFor="base-map-min">
            <InputNumber<number>
              id="base-map-min"
              min={0}
              max={MAX_ZOOM}
              value={value.minZoom}
              onChange={(minZoom) => set({ minZoom: minZoom ?? 0 })}
            />
          </Form.Item>
          <Form.Item label={t('basemap.maxZoom')} htmlFor="base-map-max">
            <InputNumber<number>
              id="base-map-max"
              min={0}
              max={MAX_ZOOM}
              value={value.maxZoom}
              onChange={(maxZoom) => set({ maxZoom: maxZoom ?? MAX_ZOOM })}
            />
          </Form.Item>
        </div>
      )}
    </>
  );
}
