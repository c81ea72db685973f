import type { Column, Random } from '@millrace/core'

/** A law that columns are drawn from: those of `false_alarms.py` among the peers. */
export type Law = (random: Random, rows: number) => Column

const numbers =
  (draw: (random: Random) => number): Law =>
  (random, rows) => ({ type: 'number', values: Float64Array.from({ length: rows }, () => draw(random)) })

/** Levels of the given weights; a level is found by bisection of the summed weights. */
function levels(weights: readonly number[]): Law {
  const sums = Float64Array.from(weights)
  for (let level = 1; level < sums.length; level++) sums[level]! += sums[level - 1]!
  const total = sums.at(-1)!
  const dictionary = weights.map((_, level) => `level${level}`)
  const levelOf = (x: number) => {
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (x < sums[middle]!) high = middle
      else low = middle + 1
    }
    return low
  }
  return (random, rows) => ({
    type: 'string',
    codes: Int32Array.from({ length: rows }, () => levelOf(random.next() * total)),
    dictionary,
  })
}

const zipf = (count: number) => Array.from({ length: count }, (_, level) => 1 / (level + 2))

/** Knuth's product of uniforms. */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let count = -1
  for (let product = 1; product > limit; count++) product *= random.next()
  return count
}

/** The sum of two exponentials. */
const gammaOfTwo = (random: Random, scale: number) => -scale * Math.log((1 - random.next()) * (1 - random.next()))

/** What both sides are drawn from where nothing drifts. */
export const laws = {
  normal: numbers((random) => random.normal()),
  lognormal: numbers((random) => Math.exp(random.normal())),
  integer: numbers((random) => poisson(random, 20)),
  'small-integer': numbers((random) => 1 + random.integer(5)),
  'zero-inflated': numbers((random) => (random.next() < 0.7 ? 0 : gammaOfTwo(random, 50))),
  'heavy-ties': numbers((random) => Math.round(random.normal() * 2) / 2),
  levels3: levels([5, 3, 2]),
  levels30: levels(zipf(30)),
  levels300: levels(zipf(300)),
  'rare-levels': levels([97, ...new Array<number>(20).fill(0.15)]),
} as const satisfies Readonly<Record<string, Law>>

/** Name of a law. */
export type LawName = keyof typeof laws

/** Laws whose columns have no ties: their rates are those that tests promise; of the others lie below. */
export const continuous: readonly LawName[] = ['normal', 'lognormal']

const thirty = zipf(30)
const wholeOfThirty = thirty.reduce((sum, weight) => sum + weight)

/** Shifts of one column: the law of the reference, and that of the current rows. */
export const shifts: Readonly<Record<string, readonly [LawName, Law]>> = {
  'mean+0.01sd': ['normal', numbers((random) => random.normal() + 0.01)],
  'mean+0.1sd': ['normal', numbers((random) => random.normal() + 0.1)],
  'mean+0.25sd': ['normal', numbers((random) => random.normal() + 0.25)],
  'mean+0.5sd': ['normal', numbers((random) => random.normal() + 0.5)],
  'variance*1.5': ['normal', numbers((random) => random.normal() * Math.sqrt(1.5))],
  '3 levels, 5 points moved': ['levels3', levels([45, 35, 20])],
  '3 levels, 10 points moved': ['levels3', levels([40, 40, 20])],
  '30 levels, 5 points moved': [
    'levels30',
    levels(thirty.map((weight, level) => weight / wholeOfThirty + (level === 3 ? 0.05 : level === 0 ? -0.05 : 0))),
  ],
}
