import type { Migration } from './migration.ts';

/** What administrators look through: the log by action, looks by account, and what the outbox gave up. */
export const migration: Migration = {
  id: '0007_labels',
  breaking: false,
  statements: [
    `create index audit_log_action on audit_log (action, seq)`,
    `create index reveal_account on reveal (account_id, at, id)`,
    `create index outbox_undelivered on outbox (created_at, id) where delivered_at is null`,
  ],
};
