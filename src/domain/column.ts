/** A column of a table that leaves or enters the program: DuckDB, exports and views share it. */
export type Column =
  | { readonly name: string; readonly type: 'text'; readonly values: readonly (string | null)[] }
  /** NaN and ±Infinity become null: missing and unreached are not numbers. */
  | { readonly name: string; readonly type: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly type: 'integer'; readonly values: Int32Array };
