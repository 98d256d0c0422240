import type { Migration } from './migration.ts';

/** Who has which case open at this moment. */
export const migration: Migration = {
  id: '0002_presence',
  breaking: false,
  statements: [
    `create table case_presence (
    case_id uuid not null references case_file (id),
    account_id uuid not null references account (id),
    doing text not null check (doing in ('reading', 'writing')),
    verb text,
    seen_at timestamptz not null,
    primary key (case_id, account_id)
  )`,
    `create index case_presence_seen on case_presence (seen_at, case_id, account_id)`,
    `comment on table case_presence is 'Who has a case open right now, so that two people see each other; rows live about a minute: no record of work'`,
  ],
};
