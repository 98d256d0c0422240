import './intake-desk.css';
import '@gridward/i18n/words/desk';
import '@gridward/i18n/words/entering';
import { useState } from 'react';
import { NoPermission } from '../../ui/no-permission.tsx';
import { useMay } from '../session/me.tsx';
import { NewCaseForm } from './new-case-form.tsx';
import { Receipt } from './receipt.tsx';
import { rememberSaved, type Saved } from './saved.ts';

/** One screen to enter a report; afterwards the receipt to hand out, and the next one a key away. */
export function NewCasePage() {
  const may = useMay();
  const [saved, setSaved] = useState<Saved | null>(null);
  if (!may('case.report')) return <NoPermission permission="case.report" />;
  const save = (next: Saved): void => {
    rememberSaved(next);
    setSaved(next);
  };
  return saved === null ? <NewCaseForm onSaved={save} /> : <Receipt saved={saved} onAnother={() => setSaved(null)} />;
}
