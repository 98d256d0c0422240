/** What stands in the address of the page. */
export interface AuditSearch {
  readonly tab?: string;
  /** A group of actions. */
  readonly group?: string;
  readonly account?: string;
  readonly object?: string;
  /** First and last civil day. */
  readonly from?: string;
  readonly to?: string;
}
