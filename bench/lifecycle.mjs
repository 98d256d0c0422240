/** Whole lives of cases through the HTTP handlers: report → file → dispatch → accept → report back → confirm → check → close. */
import { ids } from './bench-store.mjs';

const EAST = { lng: 120.15, lat: 30.05 };

export async function createLifecycle(world) {
  const { categoryId, rowId } = await world.matter('0110');
  const post = async (role, url, body) => {
    const headers = { ...world.headersOf(role), 'idempotency-key': ids.next() };
    const reply = await world.app.http.inject({ method: 'POST', url, headers, payload: body });
    if (reply.statusCode >= 400) throw new Error(`${url}: ${reply.payload}`);
    return reply.json();
  };
  const report = async () => {
    const body = { description: '路口垃圾堆放无人清理', place: '东门路口', categoryId, channel: 'hotline', position: EAST };
    return (await post('intake', '/api/v1/cases', body)).case;
  };
  const verb =
    (role, name, payload = {}) =>
    (moved) =>
      post(role, `/api/v1/cases/${moved.id}/${name}`, { version: moved.version, payload });
  const steps = [
    verb('shift', 'file', { standardRowId: rowId }),
    verb('dispatcher', 'dispatch', { leadUnitId: world.units.sanitation }),
    verb('handler', 'accept'),
    verb('handler', 'submit-result', { result: '已清运' }),
    verb('dispatcher', 'confirm-result'),
    verb('verifier', 'check-pass', { finding: '现场已清理' }),
    verb('shift', 'close', { closureKind: 'solved', explanation: '已清运完毕' }),
  ];
  return {
    /** How many steps follow the report. */
    stepCount: steps.length,
    /** Lives a case up to a step, telling `after` its id once each step is done. @returns its id */
    async live(until = steps.length, after) {
      let moved = await report();
      await after?.(moved.id);
      for (const step of steps.slice(0, until)) {
        moved = await step(moved);
        await after?.(moved.id);
      }
      return moved.id;
    },
  };
}
