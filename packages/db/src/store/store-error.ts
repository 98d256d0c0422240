/** Why the database cannot be used, for programs. */
export type StoreErrorCode =
  | 'unreachable'
  | 'server_too_old'
  | 'setup_not_allowed'
  | 'extension_elsewhere'
  | 'schema_name_invalid'
  | 'schema_newer'
  | 'migration_changed'
  | 'outer_query_in_transaction'
  | 'nested_transaction'
  | 'value_not_representable'
  | 'store_not_empty'
  | 'archive_invalid'
  | 'archive_newer'
  | 'verification_failed';

/** The store cannot be opened, migrated, backed up or restored. The message is written for the person who operates it. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** The SQLSTATE of a PostgreSQL error, or undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
