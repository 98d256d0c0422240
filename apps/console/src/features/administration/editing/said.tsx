import '@gridward/i18n/words/organising';
import { Button } from 'antd';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useT } from '../../../platform/language.tsx';

interface Said {
  readonly words: string;
  /** Puts back what was there before; left out where nothing can be undone. */
  readonly undo?: (() => Promise<unknown>) | undefined;
}

type Say = (words: string, undo?: () => Promise<unknown>) => void;
const SayContext = createContext<Say>(() => undefined);

/** Tells what was done, and how to take it back. */
export const useSay = (): Say => useContext(SayContext);

/** A line above the page that keeps the last thing done, with a button to undo it. */
export function SaidFrame({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState(false);
  const say = useCallback<Say>((words, undo) => setSaid({ words, undo }), []);
  const undo = said?.undo;
  const takeBack = useMemo(
    () =>
      undo === undefined
        ? undefined
        : async () => {
            setBusy(true);
            try {
              await undo();
              setSaid({ words: t('setup.undone') });
            } catch (error) {
              setSaid({ words: error instanceof Error ? error.message : t('problem.crashed') });
            } finally {
              setBusy(false);
            }
          },
    [undo, t],
  );
  return (
    <SayContext value={say}>
      <div className="said" role="status">
        {said === null ? null : (
          <>
            <span>{said.words}</span>
            {takeBack === undefined ? null : (
              <Button size="small" loading={busy} onClick={() => void takeBack()}>
                {t('setup.undo')}
              </Button>
            )}
          </>
        )}
      </div>
      {children}
    </SayContext>
  );
}
