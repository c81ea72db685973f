import type { Correction } from '../monitor/settings.ts'
import { benjaminiHochberg } from '../tests/benjamini-hochberg.ts'

type PValues = readonly (number | null)[]

/** p-values of one family, corrected for their number; those that are null stay it and are not counted. */
export function correct(pValues: PValues, correction: Correction): PValues {
  if (correction === 'benjamini-hochberg') return benjaminiHochberg(pValues)
  if (correction === 'none') return pValues
  const count = pValues.filter((p) => p !== null).length
  return pValues.map((p) => (p === null ? null : Math.min(1, p * count)))
}
