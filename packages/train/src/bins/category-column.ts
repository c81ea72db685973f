import { missingBin } from './binned-matrix.ts'

const mostBins = 254

/** The codes of the most frequent categories, at most 254; equally frequent ones in the order of their codes. */
export function frequentCodes(values: Float64Array, categories: number): Int32Array {
  const counts = new Int32Array(categories)
  for (const value of values) if (isCode(value, categories)) counts[Math.trunc(value)]!++
  const codes = Array.from(counts.keys()).filter((code) => counts[code]! > 0)
  return Int32Array.from(codes.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, mostBins))
}

/** The bin of each code up to the highest that has one; `codes.length` for those without. */
export function binOfCode(codes: Int32Array): Uint8Array {
  const bins = new Uint8Array(codes.reduce((most, code) => Math.max(most, code + 1), 0)).fill(codes.length)
  codes.forEach((code, bin) => {
    bins[code] = bin
  })
  return bins
}

/** The bin of a value, as an execution of a split by category reads it: NaN is missing, and what is no known code is in no set. */
export function categoryBin(value: number, bins: Uint8Array, other: number): number {
  if (value !== value) return missingBin
  return isCode(value, bins.length) ? bins[Math.trunc(value)]! : other
}

const isCode = (value: number, categories: number): boolean => value >= 0 && value < categories
