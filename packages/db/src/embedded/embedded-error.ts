/** Why the embedded server cannot run, for programs. */
export type EmbeddedErrorCode =
  | 'held_by_other'
  | 'platform_not_supported'
  | 'cannot_run_as_root'
  | 'cluster_missing'
  | 'cluster_unusable'
  | 'socket_folder_unsafe'
  | 'initialise_failed'
  | 'start_failed';

/** The embedded server cannot run. The message says what the operator can do. */
export class EmbeddedServerError extends Error {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedServerError';
    this.code = code;
  }
}
