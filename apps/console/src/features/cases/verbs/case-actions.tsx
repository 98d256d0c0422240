import type { CaseDetail, CaseMoved, StaffVerb } from '@gridward/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useHotkeys } from '../../../platform/hotkeys.ts';
import { useT } from '../../../platform/language.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useVerb } from './use-verb.ts';
import { inButtonOrder, VERB_FORMS } from './verb-forms.ts';

/** Pickers, dates and photos are loaded with the first form. */
const VerbDrawer = lazy(() => import('./verb-drawer.tsx').then((module) => ({ default: module.VerbDrawer })));

interface CaseActionsProps {
  readonly detail: CaseDetail;
  readonly onMoved?: (moved: CaseMoved) => void;
}

/** So many buttons fit beside each other; the rest is one key away. */
const SHOWN = 6;

/** Exactly what the server allows, at a fixed place, each with its letter. A verb that asks for nothing is done at once. */
export function CaseActions({ detail, onMoved }: CaseActionsProps) {
  const t = useT();
  const [open, setOpen] = useState<StaffVerb | null>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const direct = useVerb(detail, onMoved);
  const verbs = inButtonOrder(detail.allowedVerbs);

  const start = (verb: StaffVerb): void => {
    setMenuOpen(false);
    if (VERB_FORMS[verb].fields.length > 0) setOpen(verb);
    else direct.mutate({ verb, version: detail.version, payload: {} });
  };
  const letters = Object.fromEntries(verbs.map((verb) => [VERB_FORMS[verb].letter, () => start(verb)]));
  useHotkeys({ ...letters, '.': () => setMenuOpen(true) }, open === null);

  if (verbs.length === 0) {
    const waitsFor =
      detail.owner === null
        ? t('case.noOwner')
        : `${t('case.noActions')} ${t('case.noActionsOwner', { unit: detail.owner.unit.name })}`;
    return (
      <section className="actions" aria-label={t('case.actions')}>
        <p className="quiet">{waitsFor}</p>
      </section>
    );
  }
  const rest = verbs.slice(SHOWN);
  const label = (verb: StaffVerb) => (
    <>
      {t(`verb.${verb}`)} <kbd>{VERB_FORMS[verb].letter}</kbd>
    </>
  );
  return (
    <section className="actions screen-only" aria-label={t('case.actions')}>
      {verbs.slice(0, SHOWN).map((verb) => (
        <Button
          key={verb}
          type={VERB_FORMS[verb].tone === 'primary' ? 'primary' : 'default'}
          loading={direct.isPending && direct.variables.verb === verb}
          onClick={() => start(verb)}
        >
          {label(verb)}
        </Button>
      ))}
      {rest.length === 0 ? null : (
        <MenuButton
          open={menuOpen}
          onOpenChange={setMenuOpen}
          label={
            <>
              {t('app.more')} <kbd>.</kbd>
            </>
          }
          items={rest.map((verb) => ({ key: verb, label: label(verb), onSelect: () => start(verb) }))}
        />
      )}
      {direct.error === null ? null : <ProblemNotice error={direct.error} />}
      {open === null ? null : (
        <Suspense fallback={null}>
          <VerbDrawer key={open} verb={open} detail={detail} onMoved={onMoved} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </section>
  );
}
