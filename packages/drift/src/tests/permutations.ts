import type { Random } from '@millrace/core'
import { optionError } from '../internal/errors.ts'
import type { PermutationOptions } from './permutation-options.ts'
import type { TestResult } from './test-result.ts'

/** Checked options of a permutation law. */
export interface PermutationSettings {
  readonly permutations: number
  readonly seed: number
  readonly maximumRows: number
}

export function permutationSettings(
  name: string,
  { permutations = 999, seed = 0, maximumRows }: PermutationOptions,
  most: number,
): PermutationSettings {
  const rows = maximumRows ?? most
  const check = (option: string, value: number, least: number) => {
    if (Number.isSafeInteger(value) && value >= least) return
    throw optionError({ function: name, option, value, range: `an integer from ${least} on` })
  }
  check('permutations', permutations, 1)
  check('seed', seed, 0)
  check('maximumRows', rows, 2)
  return { permutations, seed, maximumRows: rows }
}

/**
 * The p-value (k + 1) / (P + 1), where k of P drawn statistics are as large, and what 95 of 100 drawn ones stay below.
 *
 * @see https://doi.org/10.2202/1544-6115.1585 (B. Phipson and G. K. Smyth, Permutation p-values should never be zero, 2010)
 */
export function permutationLaw(observed: number, drawn: Float64Array): { readonly pValue: number; readonly noise: number } {
  const sorted = drawn.toSorted()
  const rounding = 1e-12 * Math.abs(observed)
  const larger = drawn.reduce((count, statistic) => count + (statistic >= observed - rounding ? 1 : 0), 0)
  return {
    pValue: (larger + 1) / (drawn.length + 1),
    noise: sorted[Math.min(sorted.length - 1, Math.ceil(0.95 * (sorted.length + 1)) - 1)]!,
  }
}

/** So many of the values, drawn without replacement in their order; all where there are no more. */
export function drawnValues(values: Float64Array, { rows, random }: { readonly rows: number; readonly random: Random }): Float64Array {
  if (values.length <= rows) return values
  const drawn = new Float64Array(rows)
  let taken = 0
  for (let i = 0; taken < rows; i++) if (random.next() * (values.length - i) < rows - taken) drawn[taken++] = values[i]!
  return drawn
}

/** What a careful reader should know of a law by permutation. */
export function permutationWarnings({ permutations, maximumRows }: PermutationSettings, { sizes }: Pick<TestResult, 'sizes'>): string[] {
  const capped = Math.max(sizes.reference, sizes.current) > maximumRows
  return capped ? [`the law comes from a seeded sample of at most ${maximumRows} values a side, by ${permutations} permutations`] : []
}
