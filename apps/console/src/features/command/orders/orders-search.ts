const VIEWS = ['given', 'answer', 'reach', 'overdue', 'settled'] as const;
export type OrdersView = (typeof VIEWS)[number];

/** What the address says about the list of orders. */
export interface OrdersSearch {
  readonly view?: OrdersView;
}

/** Reads the address of the orders; anything else there is not ours. */
export function ordersFrom(search: Readonly<Record<string, unknown>>): OrdersSearch {
  const view = VIEWS.find((one) => one === search['view']);
  return view === undefined ? {} : { view };
}
