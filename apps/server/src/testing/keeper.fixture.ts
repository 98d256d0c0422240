import type { Permission } from '@gridward/core';
import type { World } from './world.fixture.ts';

const PASSWORD = 'Correct-Horse-9';

/** Somebody of the whole county with exactly these permissions, signed in: the headers of their requests. */
export async function signInWith(
  world: World,
  name: string,
  permissions: readonly Permission[],
): Promise<Readonly<Record<string, string>>> {
  const { modules, platform, http } = world.app;
  const hashed = await modules.access.hashPassword(name, PASSWORD);
  if (!hashed.ok) throw new Error(hashed.error.code);
  await platform.store.inTransaction(async (trx) => {
    const role = { id: `test_${name}`, name_zh: name, name_en: name, permissions: [...permissions] };
    await trx.insertInto('role').values(role).execute();
    const personId = await modules.organisation.createPerson(trx, { name });
    await modules.organisation.createPost(trx, { personId, roleId: role.id, areaId: world.areas.county });
    const account = { personId, signInName: name, passwordHash: hashed.value, mustChangePassword: false };
    await modules.access.createAccountFor(trx, account);
  });
  const reply = await http.inject({ method: 'POST', url: '/api/v1/session', payload: { signInName: name, password: PASSWORD } });
  return {
    cookie: reply.cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; '),
    'x-csrf-token': reply.json<{ csrfToken: string }>().csrfToken,
  };
}
