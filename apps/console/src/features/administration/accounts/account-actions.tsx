import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMe } from '../../session/me.tsx';
import { useSay } from '../editing/said.tsx';
import { ACCOUNTS_KEY, type Account } from './account-queries.ts';
import type { ToldPassword } from './one-time-notice.tsx';
import { oneTimePassword } from './one-time-password.ts';

type Change = Omit<Parameters<typeof api.updateAccount>[0]['body'], 'version'>;

interface AccountActionsProps {
  readonly account: Account;
  readonly onTold: (told: ToldPassword) => void;
}

/** What may be done with an account; where something may not, it says why instead of refusing afterwards. */
export function AccountActions({ account, onTold }: AccountActionsProps) {
  const t = useT();
  const me = useMe();
  const say = useSay();
  const client = useQueryClient();
  const { name } = account.person;
  const write = async (change: Change, version: number): Promise<Account> => {
    const saved = await unwrap(api.updateAccount({ params: { accountId: account.id }, body: { ...change, version } }));
    await client.invalidateQueries({ queryKey: ACCOUNTS_KEY });
    return saved;
  };
  const act = useMutation({ mutationFn: (change: Change) => write(change, account.version) });
  const setDisabled = (disabled: boolean): void =>
    act.mutate(
      { disabled },
      {
        onSuccess: (saved) =>
          say(t(disabled ? 'accounts.disabledSaid' : 'accounts.enabledSaid', { name }), () =>
            write({ disabled: !disabled }, saved.version),
          ),
      },
    );
  const resetPassword = (): void => {
    const newPassword = oneTimePassword(account.signInName);
    const told = { signInName: account.signInName, name, password: newPassword, isNew: false };
    act.mutate({ newPassword }, { onSuccess: () => onTold(told) });
  };
  if (account.id === me.accountId) return <p className="quiet">{t('accounts.isMe')}</p>;
  const isOtherKind = account.adminKinds.some((kind) => kind !== 'system');
  return (
    <>
      <div className="row">
        <Button size="small" loading={act.isPending} onClick={() => setDisabled(!account.disabled)}>
          {t(account.disabled ? 'accounts.enable' : 'accounts.disable')}
        </Button>
        {account.lockedUntil === null ? null : (
          <Button
            size="small"
            onClick={() => act.mutate({ unlock: true }, { onSuccess: () => say(t('accounts.unlockedSaid', { name })) })}
          >
            {t('accounts.unlock')}
          </Button>
        )}
        {isOtherKind ? null : (
          <Sure words={t('accounts.resetPasswordWarns', { name })} verb={t('accounts.resetPassword')} onSure={resetPassword} />
        )}
        {isOtherKind || !account.secondFactor ? null : (
          <Sure
            words={t('accounts.resetFactorWarns', { name })}
            verb={t('accounts.resetFactor')}
            onSure={() => act.mutate({ resetSecondFactor: true }, { onSuccess: () => say(t('accounts.factorSaid', { name })) })}
          />
        )}
      </div>
      {isOtherKind ? <p className="quiet">{t('accounts.otherKind')}</p> : null}
      {act.error === null ? null : (
        <ProblemNotice
          error={act.error}
          onRetry={() => {
            act.reset();
            void client.invalidateQueries({ queryKey: ACCOUNTS_KEY });
          }}
        />
      )}
    </>
  );
}

/** Asked for only where nothing can be undone, with what follows from it. */
function Sure({ words, verb, onSure }: { readonly words: string; readonly verb: string; readonly onSure: () => void }) {
  const t = useT();
  return (
    <Popconfirm title={words} okText={t('accounts.confirm')} cancelText={t('app.cancel')} onConfirm={onSure}>
      <Button size="small">{verb}</Button>
    </Popconfirm>
  );
}
