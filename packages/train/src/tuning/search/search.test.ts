import { existsSync, readFileSync } from 'node:fs'
import { seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { TrialParams } from '../draw.ts'
import { choice, integer, logInteger, logUniform, uniform } from '../search-space.ts'
import { halving } from './halving.ts'
import { randomSearch } from './random-search.ts'
import { rungsOf } from './rungs.ts'
import type { Proposal, Search } from './search.ts'
import { tpe } from './tpe.ts'

const space = { x: uniform(-5, 5), y: uniform(-5, 5), rate: logUniform(1e-4, 1), kind: choice('good', 'bad', 'worse') }

/** A bowl with its lowest point at x = 2, y = -1, rate = 0.01, kind = good. */
const bowl = ({ x, y, rate, kind }: TrialParams) =>
  (Number(x) - 2) ** 2 + (Number(y) + 1) ** 2 + Math.log10(Number(rate) / 0.01) ** 2 + (kind === 'good' ? 0 : 2)

function run(search: Search, seed: number, loss: (proposal: Proposal) => number = ({ params }) => bowl(params)) {
  const batches: (readonly Proposal[])[] = []
  const proposing = search.propose({ space, random: seededRandom(seed), rows: 1000, folds: 5, classes: 2 })
  for (let step = proposing.next(); step.done !== true; step = proposing.next(batches.at(-1)!.map(loss))) batches.push(step.value)
  return batches
}

const leastOf = (search: Search, seed: number) =>
  Math.min(
    ...run(search, seed)
      .flat()
      .map(({ params }) => bowl(params)),
  )

describe('randomSearch', () => {
  test('proposes all trials at once, the same for a seed, and more of them go on where fewer ended', () => {
    const [all] = run(randomSearch({ trials: 8 }), 7)
    expect(run(randomSearch({ trials: 8 }), 7)).toEqual([all])
    expect(run(randomSearch({ trials: 5 }), 7)).toEqual([all!.slice(0, 5)])
    expect(run(randomSearch({ trials: 8 }), 8)).not.toEqual([all])
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses %d trials', (trials) => {
    expect(() => randomSearch({ trials })).toThrow(RangeError)
  })
})

describe('tpe', () => {
  test('comes nearer to the best params than random search does with as many trials, by the median of 11 seeds', () => {
    const median = (search: Search) => Array.from({ length: 11 }, (_, seed) => leastOf(search, seed)).sort((a, b) => a - b)[5]!
    const random = median(randomSearch({ trials: 60 }))
    const learnt = median(tpe({ trials: 60 }))
    expect(learnt).toBeLessThan(random / 4)
  })

  test('proposes what it is told to, all within the space, and more trials go on where fewer ended', () => {
    const batches = run(tpe({ trials: 21, startup: 5, batch: 3 }), 3)
    expect(batches.map((batch) => batch.length)).toEqual([5, 3, 3, 3, 3, 3, 1])
    for (const { params } of batches.flat()) {
      expect(Math.abs(Number(params.x))).toBeLessThanOrEqual(5)
      expect(Number(params.rate)).toBeGreaterThanOrEqual(1e-4)
      expect(Number(params.rate)).toBeLessThanOrEqual(1)
      expect(space.kind.values).toContain(params.kind)
    }
    expect(run(tpe({ trials: 12, startup: 5, batch: 3 }), 3).flat()).toEqual(batches.flat().slice(0, 12))
  })

  test('turns away from params that fail', () => {
    const failing = run(tpe({ trials: 60 }), 5, ({ params }) => (params.kind === 'good' ? Number.POSITIVE_INFINITY : bowl(params)))
    const late = failing.flat().slice(30)
    expect(late.filter(({ params }) => params.kind === 'good').length).toBeLessThan(late.length / 4)
  })
})

describe('halving', () => {
  test('keeps the best third of each rung, and gives it three times the rows', () => {
    const rungs = run(halving({ candidates: 9 }), 7)
    expect(rungs.map((rung) => [rung.length, rung[0]!.rows, rung[0]!.rung])).toEqual([
      [9, 111, 0],
      [3, 333, 1],
      [1, 999, 2],
    ])
    const best = rungs[0]!.toSorted((a, b) => bowl(a.params) - bowl(b.params))
    expect(rungs[1]!.map(({ params }) => params)).toEqual(best.slice(0, 3).map(({ params }) => params))
    expect(rungs[2]![0]!.params).toEqual(best[0]!.params)
  })

  test('a resource is folds, or a whole-number param', () => {
    const folds = run(halving({ candidates: 4, factor: 2, resource: 'folds' }), 7)
    expect(folds.map((rung) => rung[0]!.folds)).toEqual([1, 2, 4])
    const search = halving({ candidates: 4, factor: 2, resource: 'rounds', least: 10 })
    const proposing = search.propose({
      space: { rounds: integer(1, 40), x: uniform(0, 1) },
      random: seededRandom(1),
      rows: 9,
      folds: 2,
      classes: 2,
    })
    const [first, second] = [proposing.next(), proposing.next([4, 3, 2, 1])]
    expect((first.value as Proposal[]).map(({ params }) => params.rounds)).toEqual([10, 10, 10, 10])
    expect((second.value as Proposal[]).map(({ params }) => params.rounds)).toEqual([20, 20])
  })

  test.each([
    [{ candidates: 1 }, 'candidates'],
    [{ candidates: 9, factor: 1 }, 'factor'],
    [{ candidates: 9, least: 0 }, 'least'],
    [{ candidates: 9, most: 1.5 }, 'most'],
  ])('refuses %j', (options, name) => {
    expect(() => halving(options)).toThrow(name)
  })

  test('refuses a resource that is none, and rows too few for the first rung', () => {
    expect(() => run(halving({ candidates: 9, resource: 'kind' }), 7)).toThrow(RangeError)
    expect(() => run(halving({ candidates: 9, resource: 'rate' }), 7)).toThrow(RangeError)
    expect(() => run(halving({ candidates: 9, least: 2000 }), 7)).toThrow(RangeError)
  })
})

interface GoldenHalving {
  readonly candidates: number
  readonly rows: number
  readonly folds: number
  readonly classes: number
  readonly factor: number
  readonly min_resources?: number | 'smallest'
  readonly max_resources?: number
  readonly aggressive_elimination?: boolean
  readonly n_candidates: readonly number[]
  readonly n_resources: readonly number[]
}

const file = new URL('../../../../../../shared/golden/model-tools.json', import.meta.url)

describe.skipIf(!existsSync(file))('shared/golden/model-tools.json, skipped where it is not beside the repository', () => {
  const cases = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{"halving":[]}').halving as GoldenHalving[]

  test.each(cases)('rungs of $candidates candidates on $rows rows, as scikit-learn counts them', (golden) => {
    const { candidates, rows, folds, classes, factor, min_resources, max_resources, aggressive_elimination } = golden
    const search = halving({
      candidates,
      factor,
      ...(min_resources !== undefined && { least: min_resources }),
      ...(max_resources !== undefined && { most: max_resources }),
      aggressive: aggressive_elimination ?? false,
    })
    const proposing = search.propose({ space, random: seededRandom(1), rows, folds, classes })
    const rungs: (readonly Proposal[])[] = []
    for (let step = proposing.next(); step.done !== true; step = proposing.next(rungs.at(-1)!.map(() => 0))) rungs.push(step.value)
    expect(rungs.map((rung) => rung.length)).toEqual(golden.n_candidates)
    expect(rungs.map((rung) => rung[0]!.rows)).toEqual(golden.n_resources)
  })
})

test('rungs are counted without the rounding of logarithms', () => {
  const plan = { least: 1, smallest: 1, aggressive: false } as const
  for (const factor of [2, 3, 5, 10]) {
    for (let power = 1; power < 8; power++) {
      expect(rungsOf({ ...plan, candidates: factor ** power, factor, most: 1e9 })).toHaveLength(power + 1)
      expect(rungsOf({ ...plan, candidates: factor ** power - 1, factor, most: 1e9 })).toHaveLength(power)
    }
  }
})

test('whole numbers on a logarithmic scale reach both ends', () => {
  const drawn = run2()
  expect(Math.min(...drawn)).toBe(1)
  expect(Math.max(...drawn)).toBe(4)
})
function run2(): number[] {
  const proposing = randomSearch({ trials: 200 }).propose({
    space: { n: logInteger(1, 4) },
    random: seededRandom(1),
    rows: 9,
    folds: 2,
    classes: 2,
  })
  return (proposing.next().value as Proposal[]).map(({ params }) => Number(params.n))
}
