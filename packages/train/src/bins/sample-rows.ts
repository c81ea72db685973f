import { seededRandom } from '@millrace/core'

/** One row of each of `most` equal stretches; null where there are not more rows, so that all count. */
export function sampleRows(rows: number, { most, seed }: { readonly most: number; readonly seed: number }): Int32Array | null {
  if (rows <= most) return null
  const random = seededRandom(seed)
  return Int32Array.from({ length: most }, (_, i) => Math.floor(((i + random.next()) * rows) / most))
}
