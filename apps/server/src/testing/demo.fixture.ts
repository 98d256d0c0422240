import { randomBytes } from 'node:crypto';
import type { Store } from '@gridward/db';
import { countingIds, fakeClock, type FakeClock } from '@gridward/testkit';
import { sql } from 'kysely';
import { buildApp, type App } from '../app.ts';
import type { Config } from '../config.ts';
import { testConfig } from './host.fixture.ts';
import { DEMO_PASSWORD } from '../modules/demo/index.ts';

/** A Friday morning: desks are open and every kind of limit runs. */
export const NOW = '2026-11-20T02:30:00Z';

export interface DemoApp {
  readonly app: App;
  readonly clock: FakeClock;
  /** Headers of somebody of the county. */
  signIn(signInName: string): Promise<Record<string, string>>;
}

/** An app on a store, prepared and not yet loaded. */
export async function demoApp(store: Store, changes: Partial<Config> = {}): Promise<DemoApp> {
  const clock = fakeClock(NOW);
  const config = { ...testConfig(store.dataDir), logLevel: 'silent', checkReplies: true, ...changes };
  const app = await buildApp(config, { store, clock, ids: countingIds(), randomBytes });
  await app.modules.prepare();
  return {
    app,
    clock,
    async signIn(signInName) {
      const reply = await app.http.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { signInName, password: DEMO_PASSWORD },
      });
      const { csrfToken } = reply.json<{ csrfToken: string }>();
      return { cookie: reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; '), 'x-csrf-token': csrfToken };
    },
  };
}

/** One fingerprint of everything that two loads must have in common; names and codes instead of ids that another module makes. */
export async function digestOf(store: Store): Promise<Record<string, string>> {
  const parts: Readonly<Record<string, string>> = {
    areas: `select a.id, a.code, a.name, a.grid_kind, a.household_count, a.population, a.valid_from, b.geometry::text, b.valid_from, b.valid_to
      from area a left join area_boundary b on b.area_id = a.id`,
    units: `select id, parent_id, path::text, name, kind, area_id from unit`,
    people: `select p.id, p.name, p.number, o.id, o.role_id, o.unit_id, o.area_id, o.team_role, o.valid_from, o.valid_to, a.id, a.sign_in_name
      from person p join post o on o.person_id = p.id left join account a on a.person_id = p.id`,
    list: `select r.id, c.code_system, c.code, r.area_id, r.lead_unit_id, r.supporting_unit_ids::text, r.legal_basis
      from responsibility r join category c on c.id = r.category_id`,
    cases: `select f.id, f.number, f.state, f.description, f.place, f.position::text, f.area_id, c.code_system, c.code, f.source_channel, f.reported_at,
      f.due_at, f.lead_unit_id, f.owner_unit_id, f.owner_account_id, f.overdue_at, f.ended_at, f.closed_on_time, f.version, s.terms::text
      from case_file f join category c on c.id = f.category_id join case_search s on s.case_id = f.id`,
    journal: `select case_id, seq, at, verb, from_state, to_state, account_id, post_id, unit_id, step, step_due_at, step_on_time from case_event`,
    photos: `select id, case_id, purpose, encode(sha256, 'hex'), uploaded_at from attachment`,
  };
  const digests: Record<string, string> = {};
  for (const [name, query] of Object.entries(parts)) {
    const found = await sql<{
      digest: string;
    }>`select md5(string_agg(line, '|' order by line)) as digest from (select row_to_json(part)::text as line from (${sql.raw(query)}) part) lines`.execute(
      store.db,
    );
    digests[name] = found.rows[0]?.digest ?? '';
  }
  return digests;
}
