import { describe, expect, it } from 'vitest'
import { bin } from '../../../bins/bin.ts'
import { assemble } from '../ensemble/assemble.ts'
import { layoutOf } from '../kernels/layout.ts'
import { viewsOf } from '../kernels/views.ts'
import type { GradientBoostingOptions } from '../options.ts'
import { resolveSettings } from '../resolve-settings.ts'
import { type ExampleOptions, exampleRows, scoresOf } from '../test-support.ts'
import { prepare } from './prepare.ts'
import { runBoosting } from './run-boosting.ts'

/** Boosts, and returns the scores that training arrived at with those of the finished trees over the raw features. */
async function bothScores(rows: number, example: ExampleOptions, options: GradientBoostingOptions) {
  const data = exampleRows(rows, example)
  const matrix = bin(data)
  const outputs = data.task?.kind === 'multiclass' ? data.task.classes : 1
  const settings = resolveSettings({ trees: 15, maxLeaves: 12, ...options }, { ...data, seed: 3, stopsEarly: false })
  const members = Int32Array.from(data.target.keys()).filter((row) => row % 5 > 0)
  const heldOut = { rows: Int32Array.from(data.target.keys()).filter((row) => row % 5 === 0), losses: new Float64Array(rows) }
  const problem = prepare({ matrix, members, heldOut, target: data.target, outputs }, { settings, threads: 1, kernel: 'typescript' })
  const { rounds } = await runBoosting(problem, { onRound: () => {} })
  const { scores } = viewsOf(problem.arena.buffer, layoutOf(problem.arena.shape), 0, matrix.bins)
  return Array.from({ length: outputs }, (_, output) => ({
    trained: scores.slice(output * rows, (output + 1) * rows),
    executed: scoresOf(
      assemble(
        rounds.map((trees) => trees[output]!),
        matrix.columns,
        0,
      ),
      data.features,
    ),
  }))
}

describe('what training reckons for every row, learnt from, left out of the bag or held out, the finished trees give bit for bit', () => {
  it.each([
    ['numbers', {}, {}],
    ['missing values', { missing: true }, {}],
    ['categories', { categories: 9 }, {}],
    ['many categories, some missing, in sets and alone', { missing: true, categories: 300 }, { categories: { minRows: 2, smoothing: 1 } }],
    ['categories against the rest', { missing: true, categories: 7 }, { categories: { oneHotLimit: 10 } }],
    ['bags', { missing: true, categories: 20 }, { rowShare: 0.4 }],
    ['several classes', { task: 'multiclass', missing: true, categories: 20 }, {}],
    ['renewed leaves', { task: 'regression', missing: true }, { loss: 'absolute' }],
    ['random thresholds', { missing: true }, { extraRandom: true }],
  ] as [string, ExampleOptions, GradientBoostingOptions][])('%s', async (_, example, options) => {
    for (const { trained, executed } of await bothScores(1500, example, options)) {
      expect(executed).toEqual(trained)
      expect(new Set(trained).size).toBeGreaterThan(10)
    }
  })
})

it.each([1, 2])('gives the same trees where most histograms do not fit the memory: %d threads', async (threads) => {
  const data = exampleRows(1500, { missing: true, categories: 9 })
  const matrix = bin(data)
  const settings = resolveSettings({ trees: 6, maxLeaves: 40, minRows: 5 }, { ...data, seed: 3, stopsEarly: false })
  const grow = async (histogramBytes: number) => {
    const rows = { matrix, members: Int32Array.from(data.target.keys()), target: data.target, outputs: 1 }
    const problem = prepare(rows, { settings, threads, kernel: 'typescript', histogramBytes })
    const { rounds } = await runBoosting(problem, { onRound: () => {} })
    return { slots: problem.arena.shape.slots, rounds }
  }
  const [all, three, two] = [await grow(2 ** 27), await grow(3 * 2048 * matrix.stride), await grow(0)]
  expect([all.slots, three.slots, two.slots]).toEqual([40, 3, 2])
  expect(three.rounds).toEqual(all.rounds)
  expect(two.rounds).toEqual(all.rounds)
})
