import type { Uuid } from '@gridward/core';
import type { AccessDeps } from '../access-deps.ts';
import { changeAccount } from './account.repository.ts';

/** The language in which this account sees the interface. */
export const setLocale = (accountId: Uuid, locale: 'zh-CN' | 'en', deps: Pick<AccessDeps, 'store'>): Promise<void> =>
  deps.store.inTransaction((trx) => changeAccount(trx, accountId, { locale }));
