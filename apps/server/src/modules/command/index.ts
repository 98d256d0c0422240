import { commandRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { OtherWaits } from '../cases/index.ts';
import { createBoard, type Board } from './board/board.service.ts';
import type { CommandDoors } from './command-doors.ts';
import { createHandoverExport } from './handover/handover-export.service.ts';
import { createHandovers } from './handover/handover.service.ts';
import { suggestedDates } from './orders/order-dates.ts';
import { tickOrders } from './orders/order.jobs.ts';
import { createOrders } from './orders/order.service.ts';

export type { CommandDoors } from './command-doors.ts';

/** The door of the command module: the board, orders of supervision across cases, the hand-over of the shift, the wall board. */
export interface Command {
  readonly board: Pick<Board, 'read' | 'wall'>;
  /** Reminds of replies that are owed and tells of those that did not come. Safe to run in several processes at once. */
  tick(): ReturnType<typeof tickOrders>;
  /** Orders of supervision that wait for somebody's reply or judgement. */
  readonly waitingOrders: OtherWaits['orders'];
  routes(host: Host): void;
}

export function createCommand(platform: Platform, doors: CommandDoors): Command {
  const board = createBoard(platform, doors);
  const orders = createOrders(platform, doors);
  const handovers = createHandovers(platform, doors, board);
  const exportHandover = createHandoverExport(platform, doors, handovers);
  return {
    board,
    tick: () => tickOrders(platform, doors),
    waitingOrders: orders.waiting,
    routes(host) {
      host.serve(commandRoutes.readCommandBoard, ({ query }, call) => board.read(query.areaId, call.actor));
      host.serve(commandRoutes.readWallBoard, ({ query }, call) => board.wall(query.areaId, call.actor));
      host.serve(commandRoutes.listOrders, ({ query }, call) => orders.list(query, call.actor));
      host.serve(commandRoutes.suggestOrderDates, async () => {
        const { calendar } = await doors.catalogue.picture();
        const dates = suggestedDates(calendar, platform.clock.now());
        return ok({ items: dates.map(({ choice, dueAt }) => ({ choice, dueAt: new Date(dueAt).toISOString() })) });
      });
      host.write(commandRoutes.settleOrder, ({ params }, call, trx) => orders.accept(params, call, trx));
      host.write(commandRoutes.askOrderAgain, ({ params, body }, call, trx) => orders.askAgain(params, body, call, trx));
      host.serve(commandRoutes.readHandover, handovers.read);
      host.serve(commandRoutes.exportHandover, exportHandover);
      host.write(commandRoutes.writeHandover, handovers.write);
      host.write(commandRoutes.signHandover, handovers.sign);
      host.write(commandRoutes.confirmHandover, handovers.confirm);
    },
  };
}
