/**
 * A number as JSON can carry it: NaN and the infinities as texts.
 *
 * @category Lineage
 * @since 0.1.0
 */
export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity'

/** Writes a number for JSON. */
export const jsonNumber = (value: number): JsonNumber => (Number.isFinite(value) ? value : (String(value) as JsonNumber))

/** Writes the values of metrics for JSON. */
export const jsonMetrics = (metrics: ReadonlyMap<string, number>): Record<string, JsonNumber> =>
  Object.fromEntries(Array.from(metrics, ([name, value]) => [name, jsonNumber(value)]))
