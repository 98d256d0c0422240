import type { Migration } from './migration.ts';

/** Supervision orders that remind, escalate and are accepted or asked anew; the daily hand-over of the shift. */
export const migration: Migration = {
  id: '0006_command',
  breaking: false,
  statements: [
    `alter table supervision_order
       add column remind_at timestamptz,
       add column escalated_at timestamptz,
       add column attachment_ids uuid[] not null default '{}',
       add column settled_at timestamptz,
       add column settled_by uuid,
       add column follows uuid references supervision_order (id)`,
    // What was answered before anybody could accept it counts as accepted by whoever asked.
    `update supervision_order set settled_at = replied_at, settled_by = ordered_by where replied_at is not null`,
    `create index supervision_order_unit on supervision_order (unit_id, due_at, id) where settled_at is null`,
    `create index supervision_order_giver on supervision_order (ordered_by, due_at, id) where settled_at is null`,
    `create index supervision_order_settled on supervision_order (settled_at desc, id desc) where settled_at is not null`,
    `create index supervision_order_remind on supervision_order (remind_at, id) where replied_at is null and remind_at is not null`,
    `create index supervision_order_escalate on supervision_order (due_at, id) where replied_at is null and escalated_at is null`,
    `create table handover (
      id uuid primary key,
      area_id uuid not null references area (id),
      work_on date not null,
      facts jsonb,
      remarks text not null default '',
      points jsonb not null default '[]',
      written_by uuid,
      outgoing_by uuid,
      outgoing_name text,
      outgoing_at timestamptz,
      incoming_by uuid,
      incoming_name text,
      incoming_at timestamptz,
      changed_at timestamptz not null,
      version integer not null,
      unique (area_id, work_on),
      check ((outgoing_at is null) = (outgoing_name is null) and (outgoing_at is null) = (facts is null)),
      check ((incoming_at is null) = (incoming_name is null)),
      check (incoming_at is null or outgoing_at is not null)
    )`,
    `comment on table handover is 'The morning hand-over of a place: the day before in figures, remarks and points, signed by who goes and confirmed by who comes'`,
  ],
};
