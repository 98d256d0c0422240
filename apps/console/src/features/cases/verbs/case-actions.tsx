import type { CaseDetail, CaseMoved, StaffVerb } from '@gridward/contract';
import { lazy, Suspense, useState } from 'react';
import { useHotkeys } from '../../../platform/hotkeys.ts';
import { KEYS } from '../../../platform/keys.ts';
import { useT } from '../../../platform/language.tsx';
import { ActButton } from '../../../ui/act-button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { CaseNews } from '../../live/case-news.tsx';
import { Colleagues } from '../../live/colleagues.tsx';
import { useMe } from '../../session/me.tsx';
import { AskButton } from '../../intake/ask-button.tsx';
import { useVerb } from './use-verb.ts';
import { draftedVerbs } from './verb-draft.ts';
import { inButtonOrder, VERB_FORMS } from './verb-forms.ts';
import { patiently } from '../../../platform/patiently.ts';

/** Pickers, dates and photos are loaded with the first form. */
const VerbDrawer = lazy(() => patiently(() => import('./verb-drawer.tsx')).then((module) => ({ default: module.VerbDrawer })));

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
    const panel = verb.startsWith('rule_') ? document.getElementById('ruling-panel') : null;
    if (panel !== null) panel.focus();
    else if (VERB_FORMS[verb].fields.length > 0) setOpen(verb);
    else direct.mutate({ verb, version: detail.version, payload: {} });
  };
  const letters = Object.fromEntries(verbs.map((verb) => [VERB_FORMS[verb].letter, () => start(verb)]));
  useHotkeys({ ...letters, [KEYS.actions]: () => setMenuOpen(true) }, open === null);

  const rest = verbs.slice(SHOWN);
  const label = (verb: StaffVerb) => (
    <>
      {t(`verb.${verb}`)} <kbd>{VERB_FORMS[verb].letter}</kbd>
    </>
  );
  return (
    <section className="actions screen-only" aria-label={t('case.actions')}>
      <CaseNews detail={detail} />
      {verbs.length === 0 ? <WaitsFor detail={detail} /> : null}
      {verbs.slice(0, SHOWN).map((verb) => (
        <ActButton
          key={verb}
          tone={VERB_FORMS[verb].tone === 'primary' ? 'primary' : 'default'}
          loading={direct.isPending && direct.variables.verb === verb}
          onClick={() => start(verb)}
        >
          {label(verb)}
        </ActButton>
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
      <Colleagues caseId={detail.id} verb={open} />
      {open === null ? <Drafts caseId={detail.id} onOpen={setOpen} /> : null}
      <AskButton detail={detail} enabled={open === null} />
      {direct.error === null ? null : <ProblemNotice error={direct.error} />}
      {open === null ? null : (
        <Suspense fallback={null}>
          <VerbDrawer key={open} verb={open} detail={detail} onMoved={onMoved} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </section>
  );
}

/** Nothing to do here: with whom it is. */
function WaitsFor({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  const words =
    detail.owner === null
      ? t('case.noSteps')
      : `${t('case.noActions')} ${t('case.noActionsOwner', { unit: detail.owner.unit.name })}`;
  return <p className="quiet">{words}</p>;
}

/** What I began to fill in and have not sent, also before I signed out. It opens again with everything in it. */
function Drafts({ caseId, onOpen }: { readonly caseId: string; readonly onOpen: (verb: StaffVerb) => void }) {
  const t = useT();
  const { accountId } = useMe();
  const drafted = draftedVerbs(accountId, caseId);
  if (drafted.length === 0) return null;
  return (
    <p className="draft-line quiet">
      {t('draft.waiting')}
      {drafted.map((verb) => (
        <ActButton key={verb} tone="link" size="small" onClick={() => onOpen(verb)}>
          {t(`verb.${verb}`)}
        </ActButton>
      ))}
    </p>
  );
}
