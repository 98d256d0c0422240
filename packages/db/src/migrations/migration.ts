/** One step of the schema. The file is named after its id and frozen once released. */
export interface Migration {
  /** `NNNN_snake_name`; sorts in the order in which migrations run. */
  readonly id: string;
  /** True when a program that does not know this migration cannot work with the schema that it leaves. */
  readonly breaking: boolean;
  /** Top-level statements, sent one at a time in one transaction; none names a schema. */
  readonly statements: readonly string[];
}
