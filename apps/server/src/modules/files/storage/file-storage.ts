/** Where the bytes of files lie, by the SHA-256 of their content. Narrow, so that S3-compatible storage can stand in for the disk. */
export interface FileStorage {
  /** Keeps the bytes for good before it answers. Putting the same bytes again changes nothing. */
  put(bytes: Buffer): Promise<Buffer>;
  /**
   * The bytes, or null when there are none.
   * @throws FileStorageError when what is stored is not what was put
   */
  get(sha256: Buffer): Promise<Buffer | null>;
  /** Removes a file that was last put before a moment; a file that was put again meanwhile stays. */
  removeIfPutBefore(sha256: Buffer, before: Date): Promise<void>;
}

export class FileStorageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileStorageError';
  }
}
