import type { meSchema } from '@gridward/contract';
import type { Permission } from '@gridward/core';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { z } from 'zod';
import { keepCsrfToken } from '../../platform/api.ts';
import { EXPIRED_KEY, ME_KEY } from '../../platform/query-client.ts';

export type Me = z.output<typeof meSchema>;

export const MeContext = createContext<Me | null>(null);

/** Who is signed in; only below the gate. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('Not below the gate');
  return me;
}

/** May I do this somewhere? */
export function useMay(): (...anyOf: readonly Permission[]) => boolean {
  const { permissions } = useMe();
  return useCallback((...anyOf) => anyOf.some((permission) => permissions.includes(permission)), [permissions]);
}

/** What the person before had read is not for the one who signed in over it, also in another tab. */
export function forgetOthers(queryClient: QueryClient, me: Me): void {
  const before = queryClient.getQueryData<Me | null>(ME_KEY);
  if (before === undefined || before === null || before.accountId === me.accountId) return;
  const stays: readonly unknown[] = [ME_KEY[0], EXPIRED_KEY[0]];
  queryClient.removeQueries({ predicate: ({ queryKey }) => !stays.includes(queryKey[0]) });
}

/** Takes over what the server says about me after signing in, changing a password or setting up a second factor. */
export function useTakeMe(): (me: Me) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (me) => {
      keepCsrfToken(me.csrfToken);
      forgetOthers(queryClient, me);
      queryClient.setQueryData(ME_KEY, me);
      if (queryClient.getQueryData(EXPIRED_KEY) === true) {
        queryClient.setQueryData(EXPIRED_KEY, false);
        void queryClient.invalidateQueries();
      }
    },
    [queryClient],
  );
}
