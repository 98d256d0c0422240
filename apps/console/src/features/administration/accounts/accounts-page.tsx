import '@gridward/i18n/words/organising';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { ExactMoment } from '../../../ui/moment.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { useMay } from '../../session/me.tsx';
import '../editing/administration.css';
import { PagedList } from '../browsing/paged-list.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { AccountActions } from './account-actions.tsx';
import { accountsQuery, type Account } from './account-queries.ts';
import { NewAccountDrawer } from './new-account.tsx';
import { OneTimeNotice, type ToldPassword } from './one-time-notice.tsx';

/** Who can sign in. */
export function AccountsPage() {
  const may = useMay();
  return may('account.manage') ? <Accounts /> : <NoPermission permission="account.manage" />;
}

const HEADS = [
  'accounts.signInName',
  'accounts.person',
  'accounts.state',
  'accounts.kinds',
  'accounts.factor',
  'accounts.lastSignIn',
  'accounts.actions',
] as const;

function Accounts() {
  const { t } = useLanguage();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const [creating, setCreating] = useState(false);
  const [told, setTold] = useState<ToldPassword | null>(null);
  const list = useInfiniteQuery(accountsQuery(q));
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('accounts.title')}</h1>
        <Input
          allowClear
          value={typed}
          aria-label={t('accounts.search')}
          placeholder={t('accounts.search')}
          style={{ maxWidth: 280 }}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="primary" onClick={() => setCreating(true)}>
          {t('accounts.create')}
        </Button>
      </header>
      <SaidFrame>
        <PagedList label={t('accounts.title')} list={list} blank={{ title: t('accounts.empty'), hint: t('accounts.createHint') }}>
          {(accounts) => (
            <table className="case-table" aria-label={t('accounts.title')}>
              <thead>
                <tr>
                  {HEADS.map((key) => (
                    <th key={key} scope="col">
                      {t(key)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {accounts.map((account) => (
                  <AccountRow key={account.id} account={account} onTold={setTold} />
                ))}
              </tbody>
            </table>
          )}
        </PagedList>
        {creating ? (
          <NewAccountDrawer
            onClose={() => setCreating(false)}
            onMade={(made) => {
              setCreating(false);
              setTold(made);
            }}
          />
        ) : null}
      </SaidFrame>
      {told === null ? null : <OneTimeNotice told={told} onClose={() => setTold(null)} />}
    </div>
  );
}

function AccountRow({ account, onTold }: { readonly account: Account; readonly onTold: (told: ToldPassword) => void }) {
  const { t, format } = useLanguage();
  const now = useNow();
  const lockedUntil = account.lockedUntil === null ? null : Date.parse(account.lockedUntil);
  const state =
    lockedUntil !== null && lockedUntil > now
      ? t('accounts.locked', { at: format.shortDateTime(lockedUntil, now) })
      : t(account.disabled ? 'accounts.disabled' : 'accounts.active');
  return (
    <tr>
      <th scope="row">{account.signInName}</th>
      <td className="short-cell">
        <Link to="/admin/organisation" search={{ tab: 'people', person: account.person.id }}>
          {account.person.name}
        </Link>
      </td>
      <td>{state}</td>
      <td>{t.list(account.adminKinds.map((kind) => t(`roles.adminKind.${kind}`)))}</td>
      <td>{t(account.secondFactor ? 'accounts.factorOn' : 'accounts.factorOff')}</td>
      <td>{account.lastSignInAt === null ? t('accounts.never') : <ExactMoment at={account.lastSignInAt} />}</td>
      <td>
        <AccountActions account={account} onTold={onTold} />
      </td>
    </tr>
  );
}
