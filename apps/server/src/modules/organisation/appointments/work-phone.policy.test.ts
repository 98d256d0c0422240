import type { Grant, Permission } from '@gridward/core';
import { describe, expect, it } from 'vitest';
import { workPhoneFor } from './work-phone.policy.ts';

const PHONE = '13800001357';
const grant = (permission: Permission, unitPath: string | null, areaPath: string | null = null): Grant => ({
  permission,
  postId: '',
  unitPath,
  areaPath,
});
const post = { unitPath: 'u.a', areaPath: null, standsIn: 'r.x' };

describe('the work phone of a post', () => {
  it('is whole for who keeps the organisation and for colleagues of the unit or of the area', () => {
    expect(workPhoneFor([grant('unit.manage', 'u')], post, PHONE)).toBe(PHONE);
    expect(workPhoneFor([grant('case.read', 'u.a')], post, PHONE)).toBe(PHONE);
    expect(workPhoneFor([grant('case.read', null, 'r.x')], { unitPath: null, areaPath: 'r.x', standsIn: 'r.x' }, PHONE)).toBe(
      PHONE,
    );
  });

  it('is masked for everybody else, and nothing stays nothing', () => {
    const others = [grant('unit.read', 'u'), grant('case.read', 'u.b'), grant('area.read', null, 'r')];
    expect(workPhoneFor(others, post, PHONE)).toBe('138****1357');
    expect(workPhoneFor([], { unitPath: null, areaPath: null, standsIn: null }, PHONE)).toBe('138****1357');
    expect(workPhoneFor([], post, null)).toBeNull();
  });

  it('is whole for who keeps a part of the organisation only within that part', () => {
    expect(workPhoneFor([grant('unit.manage', 'u.b')], post, PHONE)).toBe('138****1357');
    expect(workPhoneFor([grant('unit.manage', null, 'r.y')], post, PHONE)).toBe('138****1357');
    expect(workPhoneFor([grant('unit.manage', null, 'r.x')], post, PHONE)).toBe(PHONE);
    const inArea = { unitPath: null, areaPath: 'r.x.1', standsIn: 'r.x.1' };
    expect(workPhoneFor([grant('unit.manage', null, 'r.x')], inArea, PHONE)).toBe(PHONE);
    expect(workPhoneFor([grant('unit.manage', 'u')], inArea, PHONE)).toBe(PHONE);
    expect(workPhoneFor([grant('unit.manage', 'u.b')], inArea, PHONE)).toBe('138****1357');
  });
});
