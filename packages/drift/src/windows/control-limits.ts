import { chiSquareSurvival, logGamma } from '@millrace/core/distributions'
import type { Bounds } from '../compare/drift-report.ts'

/** A share of the reference's rows and the rows of a window. */
interface ShareSides {
  /** Rows of the reference that are counted, of all. */
  readonly reference: { readonly count: number; readonly rows: number }
  /** Rows of the window. */
  readonly rows: number
}

/**
 * The least and the greatest count of a window's rows that both one-sided exact tests of equal shares let pass, each at half the rate.
 *
 * The reference is a sample too: given the counted rows of both sides together, those of the window are hypergeometric.
 */
export function countLimits({ reference: { count, rows: known }, rows }: ShareSides, rate: number): Bounds {
  const others = { reference: { count: known - count, rows: known }, rows }
  return { lower: rows - greatestCount(others, rate / 2), upper: greatestCount({ reference: { count, rows: known }, rows }, rate / 2) }
}

function greatestCount({ reference, rows }: ShareSides, rate: number): number {
  let passes = Math.floor((reference.count / reference.rows) * rows)
  let fails = rows + 1
  while (fails - passes > 1) {
    const middle = Math.floor((passes + fails) / 2)
    if (upperTail(middle, { reference, rows }) > rate) passes = middle
    else fails = middle
  }
  return passes
}

/** P(so many or more of the rows counted on both sides are the window's). */
function upperTail(count: number, { reference, rows }: ShareSides): number {
  const counted = reference.count + count
  const whole = reference.rows + rows
  const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
  const first = Math.exp(logChoose(rows, count) + logChoose(reference.rows, reference.count) - logChoose(whole, counted))
  let term = first
  let sum = first
  for (let k = count; k < Math.min(rows, counted) && term > 1e-17 * sum; k++) {
    term *= ((counted - k) / (k + 1)) * ((rows - k) / (reference.rows - counted + k + 1))
    sum += term
  }
  return sum
}

/** What chi-square exceeds at this rate. */
export function chiSquareLimit(degreesOfFreedom: number, rate: number): number {
  let low = 0
  let high = degreesOfFreedom + 10
  while (chiSquareSurvival(high, { degreesOfFreedom }) > rate) high *= 2
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (chiSquareSurvival(middle, { degreesOfFreedom }) > rate) low = middle
    else high = middle
  }
  return high
}

interface DriftedFamily {
  readonly columns: number
  readonly significance: number
  readonly correction: 'benjamini-hochberg' | 'bonferroni' | 'none'
}

/**
 * The greatest number of columns that drift together without any drift but at this rate, columns being independent.
 *
 * k or more rejections by Benjamini and Hochberg need, for some j from k on, j p-values of at most j α / columns.
 */
export function driftedLimit({ columns, significance, correction }: DriftedFamily, rate: number): number {
  const chance = (k: number) => {
    if (correction !== 'benjamini-hochberg') {
      return binomialTail(k, { trials: columns, share: correction === 'none' ? significance : significance / columns })
    }
    let sum = 0
    for (let j = k; j <= columns; j++) sum += binomialTail(j, { trials: columns, share: (j * significance) / columns })
    return sum
  }
  let most = 0
  while (most < columns && chance(most + 1) > rate) most++
  return most
}

function binomialTail(k: number, { trials, share }: { readonly trials: number; readonly share: number }): number {
  const logChoose = logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1)
  let term = Math.exp(logChoose + k * Math.log(share) + (trials - k) * Math.log1p(-share))
  let sum = term
  for (let i = k; i < trials; i++) {
    term *= ((trials - i) / (i + 1)) * (share / (1 - share))
    sum += term
  }
  return sum
}
