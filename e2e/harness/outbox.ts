import { randomUUID } from 'node:crypto';
import { joinEmbedded } from '@gridward/db';
import pg from 'pg';

/** A message to the reporter of a case as twelve attempts in vain leave it: they take hours, and no browser can wait for them. */
export async function giveUpMessage(dataDir: string, caseId: string, body: string): Promise<void> {
  const server = await joinEmbedded({ dataDir });
  if (server === undefined) throw new Error('the store of the product does not answer');
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  try {
    await client.query(
      `insert into gridward.outbox (id, topic, object_id, payload, created_at, due_at, attempts, last_error, dead_at)
       values ($1, 'reporter.message', $2, $3, now(), now(), 12, 'no gateway configured', now())`,
      [randomUUID(), caseId, JSON.stringify({ body })],
    );
  } finally {
    await client.end();
  }
}
