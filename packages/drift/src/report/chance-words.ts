import type { Bounds } from '../compare/drift-report.ts'

const bases = [100, 1000, 10_000, 100_000, 1_000_000] as const

/** How often something of this probability happens: `about 3 of 100`, `fewer than 1 of 1,000`. */
export function frequency(probability: number): string {
  if (probability < 1e-4) return 'fewer than 1 of 10,000'
  if (probability < 1e-3) return 'fewer than 1 of 1,000'
  if (probability > 0.995) return 'nearly all'
  return `about ${count(probability, probability < 0.0095 ? 1000 : 100)}`
}

/** The same, written so that it is seen on which side of the limit it lies. */
export function frequencyBeside(probability: number, limit: number): string {
  const isBelow = probability < limit
  if (probability < 1e-3 || probability > 0.995) return frequency(probability)
  const first = probability < 0.0095 ? 1000 : 100
  const base = bases.find(
    (each) => each >= first && Math.round(probability * each) < limit * each === isBelow && Math.round(probability * each) !== limit * each,
  )
  return base === undefined ? `just ${isBelow ? 'below' : 'above'} ${limitWords(limit)}` : `about ${count(probability, base)}`
}

/** Least and greatest frequency: `between 35 and 60 of 1,000`. */
export function frequencyBetween({ lower, upper }: Bounds, limit: number): string {
  const [from, to] = [frequencyBeside(lower, limit), frequencyBeside(upper, limit)]
  if (from === to) return from
  const base = bases.find((each) => lower * each >= 1 && Math.round(lower * each) !== Math.round(upper * each))
  if (base !== undefined && base <= 1000) return `between ${Math.round(lower * base)} and ${count(upper, base)}`
  return `between ${from.replace('about ', '')} and ${to.replace('about ', '')}`
}

/** A significance level: `5 of 100`. */
export function limitWords(limit: number): string {
  const base = bases.find((each) => Math.abs(limit * each - Math.round(limit * each)) < 1e-9) ?? 1_000_000
  return count(limit, base)
}

const count = (probability: number, base: number) =>
  `${Math.round(probability * base).toLocaleString('en')} of ${base.toLocaleString('en')}`
