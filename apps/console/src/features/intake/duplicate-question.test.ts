import { expect, it } from 'vitest';
import { duplicateQuestion } from './duplicate-question.ts';

const written = { description: '路灯不亮了', categoryId: undefined, position: undefined };

it('asks for duplicates only where a place was chosen, for nothing is looked through without one', () => {
  expect(duplicateQuestion(written, undefined)).toEqual({ missing: 'place' });
  expect(duplicateQuestion({ ...written, categoryId: 'lamp' }, undefined)).toEqual({ missing: 'place' });
  expect(duplicateQuestion(written, 'grid')).toMatchObject({ query: { areaId: 'grid' } });
  expect(duplicateQuestion({ ...written, position: { lng: 120, lat: 30 } }, undefined)).toMatchObject({
    query: { lng: 120, lat: 30 },
  });
});

it('waits for enough words and sends no more than their beginning', () => {
  expect(duplicateQuestion({ ...written, description: ' 路灯 ' }, 'grid')).toEqual({ missing: 'words' });
  const asked = duplicateQuestion({ ...written, description: '灯'.repeat(3000) }, 'grid');
  expect(asked).toMatchObject({ query: { description: '灯'.repeat(1000) } });
});
