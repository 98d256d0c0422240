import { useState } from 'react';
import { NoPermission } from '../../ui/no-permission.tsx';
import { useMay } from '../session/me.tsx';
import { NewCaseForm } from './new-case-form.tsx';
import { Receipt } from './receipt.tsx';
import type { Saved } from './saved.ts';

/** One screen to enter a report; afterwards the receipt to hand out. */
export function NewCasePage() {
  const may = useMay();
  const [saved, setSaved] = useState<Saved | null>(null);
  if (!may('case.report')) return <NoPermission permission="case.report" />;
  return saved === null ? <NewCaseForm onSaved={setSaved} /> : <Receipt saved={saved} onAnother={() => setSaved(null)} />;
}
