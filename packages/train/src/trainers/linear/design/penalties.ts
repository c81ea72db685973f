import type { ColumnMeasures } from './measure-columns.ts'

/** Penalties of the coefficients of a design; none of the intercept. */
export interface Penalties {
  /** `l2 / 2` times the squared coefficient. */
  readonly l2: Float64Array
  /** Times the size of the coefficient; null where none is penalised so. */
  readonly l1: Float64Array | null
}

/** Penalties of weights in the features' own units, for the coefficients of a design. */
export function penaltiesOf(
  { l1, l2 }: { readonly l1: number; readonly l2: number },
  { scales, varying }: ColumnMeasures,
  width: number,
): Penalties {
  const squares = new Float64Array(width)
  const sizes = new Float64Array(width)
  for (const [k, j] of varying.entries()) {
    squares[k] = Math.min(l2 / scales[j]! / scales[j]!, Number.MAX_VALUE)
    sizes[k] = Math.min(l1 / scales[j]!, Number.MAX_VALUE)
  }
  return { l2: squares, l1: l1 > 0 ? sizes : null }
}
