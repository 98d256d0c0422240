import type { Migration } from './migration.ts';

/** What the dispatch desk remembers beside the journal: how its suggestions fared, and how deferred cases were reviewed. */
export const migration: Migration = {
  id: '0005_dispatch',
  breaking: false,
  statements: [
    `create table suggestion_judgement (
      case_id uuid not null references case_file (id),
      seq integer not null,
      at timestamptz not null,
      unit_id uuid not null references unit (id),
      learned_place integer,
      learned_count integer not null,
      shown_place integer,
      shown_reason text not null check (shown_reason in ('responsibility', 'ruling', 'learned', 'fallback')),
      primary key (case_id, seq)
    )`,
    `create index suggestion_judgement_at on suggestion_judgement (at desc, case_id, seq)`,
    `comment on table suggestion_judgement is 'Where the unit that a dispatcher chose stood among the suggestions, judged before anything was learned from the case'`,
    `create table deferral_review (
      id uuid primary key,
      case_id uuid not null references case_file (id),
      reviewed_at timestamptz not null,
      reviewed_by uuid,
      finding text not null,
      condition_met boolean not null,
      next_review_at timestamptz not null
    )`,
    `create index deferral_review_case on deferral_review (case_id, reviewed_at desc, id)`,
    `comment on table deferral_review is 'Looks at deferred cases: whether the exit condition holds by now, and when somebody looks again'`,
    `create index case_event_ruling on case_event (verb, at desc, case_id, seq)
      where verb in ('rule_return', 'rule_extension', 'rule_deferral', 'rule_exemption')`,
  ],
};
