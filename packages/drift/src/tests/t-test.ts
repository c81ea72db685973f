import { studentTQuantile, studentTTwoSided } from '@millrace/core/distributions'
import { finiteSamples } from './finite-samples.ts'
import { logChoose } from './laws/log-choose.ts'
import { momentsAbout, type SampleMoments } from './moments.ts'
import type { TestResult } from './test-result.ts'
import type { SortedSamples } from './two-samples.ts'

interface Kind {
  readonly test: 'welch-t' | 'student-t'
  readonly function: string
}

interface Spread {
  /** Standard error of the difference of the means. */
  readonly error: number
  readonly degreesOfFreedom: number
}

/** t of the difference of two means, current minus reference, of ascending values without NaN. */
export function tTest(samples: SortedSamples, { test, function: name }: Kind): TestResult {
  const { reference, current, warnings } = finiteSamples(samples, name)
  const origin = reference[reference.length >> 1]!
  return tTestOfMoments({ reference: momentsAbout(origin, reference), current: momentsAbout(origin, current) }, { test, warnings })
}

interface MomentsKind extends Pick<Kind, 'test'> {
  readonly warnings: readonly string[]
}

/** The same from the moments of both sides, their means about one origin. */
export function tTestOfMoments(
  { reference: a, current: b }: { readonly reference: SampleMoments; readonly current: SampleMoments },
  { test, warnings }: MomentsKind,
): TestResult {
  const sizes = { reference: a.count, current: b.count }
  const difference = b.mean - a.mean
  const welch = test === 'welch-t' && a.count > 1 && b.count > 1
  const { error, degreesOfFreedom } = welch ? unequalSpread(a, b) : equalSpread(a, b)
  const deviation = Math.sqrt((a.squares + b.squares) / Math.max(1, a.count + b.count - 2))
  const whole = {
    test,
    direction: 'lower-is-more-different',
    degreesOfFreedom,
    sizes,
    settings: { equalVariances: !welch },
  } as const
  const notes = test === 'welch-t' && !welch ? [...warnings, 'one side has a single value: equal variances were assumed'] : warnings
  if (error > 0) {
    const statistic = difference / error
    return {
      ...whole,
      statistic,
      pValue: studentTTwoSided(statistic, { degreesOfFreedom }),
      method: 'asymptotic',
      effect: { name: 'd', value: difference / deviation },
      noise: studentTQuantile(0.975, { degreesOfFreedom }),
      warnings: notes,
    }
  }
  return {
    ...whole,
    ...withoutSpread(difference, a.count, b.count),
    warnings: [...notes, 'no side varies: the p-value is that of all orders of the values'],
  }
}

function unequalSpread(a: SampleMoments, b: SampleMoments): Spread {
  const [u, v] = [a, b].map(({ count, squares }) => squares / (count - 1) / count) as [number, number]
  if (u + v === 0) return { error: 0, degreesOfFreedom: a.count + b.count - 2 }
  const share = u / (u + v)
  return { error: Math.sqrt(u + v), degreesOfFreedom: 1 / (share ** 2 / (a.count - 1) + (1 - share) ** 2 / (b.count - 1)) }
}

function equalSpread(a: SampleMoments, b: SampleMoments): Spread {
  const degreesOfFreedom = a.count + b.count - 2
  if (degreesOfFreedom === 0) return { error: 0, degreesOfFreedom }
  return { error: Math.sqrt(((a.squares + b.squares) / degreesOfFreedom) * (1 / a.count + 1 / b.count)), degreesOfFreedom }
}

/** The figures for two constants, whose t would be 0/0 or infinite: t and d over the deviation of all values together. */
function withoutSpread(difference: number, n: number, m: number): Pick<TestResult, 'statistic' | 'pValue' | 'method' | 'effect' | 'noise'> {
  const sign = Math.sign(difference)
  return {
    statistic: sign * Math.sqrt(n + m),
    pValue: sign === 0 ? 1 : Math.min(1, 2 * Math.exp(-logChoose(n + m, n))),
    method: 'exact',
    effect: { name: 'd', value: (sign * (n + m)) / Math.sqrt(n * m) },
    noise: null,
  }
}
