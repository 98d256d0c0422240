import type { Translator } from '@gridward/i18n';
import type { FormInstance } from 'antd';

/** A post lies at a unit or in an area: one of both fields is filled in. For the field of the unit, which depends on that of the area. */
export const needsPlace =
  (t: Translator) =>
  ({ getFieldValue }: Pick<FormInstance, 'getFieldValue'>) => ({
    validator: (_rule: unknown, unitId: unknown): Promise<void> =>
      unitId === undefined && getFieldValue('areaId') === undefined
        ? Promise.reject(new Error(t('posts.needsPlace')))
        : Promise.resolve(),
  });
