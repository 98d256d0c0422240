import type { meSchema } from '@gridward/contract';
import type { Permission } from '@gridward/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { z } from 'zod';
import { keepCsrfToken } from '../../platform/api.ts';
import { EXPIRED_KEY } from '../../platform/query-client.ts';

export type Me = z.output<typeof meSchema>;

export const ME_KEY = ['me'] as const;
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

/** Takes over what the server says about me after signing in, changing a password or setting up a second factor. */
export function useTakeMe(): (me: Me) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (me) => {
      keepCsrfToken(me.csrfToken);
      queryClient.setQueryData(ME_KEY, me);
      if (queryClient.getQueryData(EXPIRED_KEY) === true) {
        queryClient.setQueryData(EXPIRED_KEY, false);
        void queryClient.invalidateQueries();
      }
    },
    [queryClient],
  );
}
