import { describe, expect, it } from 'vitest'
import { createArena } from '../kernels/arena.ts'
import { layoutOf } from '../kernels/layout.ts'
import { typescriptKernels } from '../kernels/typescript/typescript-kernels.ts'
import { viewsOf } from '../kernels/views.ts'
import { baseScores } from './base-scores.ts'
import { createLoss } from './create-loss.ts'
import { exactSum } from './exact-sum.ts'
import type { LossName } from './loss.ts'
import { quantileOf, weightedQuantileOf, wholeWeights } from './weighted-quantile.ts'

const targets: Record<LossName, readonly number[]> = {
  binary: [0, 1, 1, 0, 1],
  multiclass: [0, 1, 2, 1, 0],
  squared: [-3, 0.5, 2, 1, 8],
  absolute: [-3, 0.5, 2, 1, 8],
  quantile: [-3, 0.5, 2, 1, 8],
  poisson: [0, 1, 4, 2, 0],
}
const weights = [1, 2, 0.5, 0, 3]
const scoresOf = (output: number) => [0.3, -1.2, 2.5, 0.7, -0.4].map((score) => score + output / 3)

/** Gradients and hessians of all outputs, in the units of the loss. */
function gradientsOf(name: LossName) {
  const outputs = name === 'multiclass' ? 3 : 1
  const loss = createLoss({ loss: name, quantile: 0.8 }, { outputs, maxWeight: 3, largestError: 24 })
  const shape = {
    rows: 5,
    columns: 1,
    stride: 4,
    outputs,
    slots: 2,
    leaves: 2,
    workers: 1,
    weighted: true,
    scratch: loss.usesScratch,
    holdsBins: false,
  }
  const arena = createArena(shape, 'typescript')
  const views = viewsOf(arena.buffer, layoutOf(shape), 0, new Uint8Array(20))
  const kernels = typescriptKernels(views)
  views.members.set([0, 1, 2, 3, 4])
  views.target.set(targets[name])
  views.weights!.set(weights)
  const bases = new Float64Array(outputs).fill(0.25)
  for (let output = 0; output < outputs; output++) views.scores.set(scoresOf(output), output * 5)
  loss.prepare?.(views, 0, 5, bases)
  const of = Array.from({ length: outputs }, (_, output) => {
    const limits = loss.gradients({ views, kernels, from: 0, count: 5, output, bases })
    const gradients = Array.from(views.gradients, (gradient) => gradient * loss.unit)
    const hessians = Array.from(views.hessians)
    // They are kept as float32.
    const rounding = 1 + 1e-7
    expect(Math.max(...gradients.map(Math.abs))).toBeLessThanOrEqual(limits.gradient * loss.unit * rounding)
    expect(Math.max(...hessians)).toBeLessThanOrEqual(limits.hessian * rounding)
    return { gradients, hessians }
  })
  return { loss, of }
}

describe('gradients are derivatives of the loss, times the weight', () => {
  it.each(['binary', 'multiclass', 'squared', 'absolute', 'quantile', 'poisson'] as const)('%s', (name) => {
    const { loss, of } = gradientsOf(name)
    for (const [output, { gradients, hessians }] of of.entries()) {
      for (let row = 0; row < 5; row++) {
        const at = (shift: number) => {
          const scores = Float64Array.from(of, (_, each) => scoresOf(each)[row]! + 0.25 + (each === output ? shift : 0))
          return loss.rowLoss(scores, targets[name][row]!)
        }
        const [step, wide] = [1e-5, 1e-3]
        expect(gradients[row]).toBeCloseTo(((at(step) - at(-step)) / (2 * step)) * weights[row]!, 4)
        const second = ((at(wide) - 2 * at(0) + at(-wide)) / wide ** 2) * weights[row]!
        if (name === 'absolute' || name === 'quantile') expect(hessians[row]).toBe(weights[row])
        else expect(hessians[row]).toBeCloseTo(second * (name === 'multiclass' ? 1.5 : name === 'poisson' ? Math.exp(0.7) : 1), 3)
      }
    }
  })
})

describe('base scores are the best constants', () => {
  const base = (loss: LossName, weighted = false) =>
    baseScores({ loss, quantile: 0.8 }, loss === 'multiclass' ? 3 : 1, {
      members: Int32Array.of(0, 1, 2, 3, 4),
      target: Float64Array.from(targets[loss]),
      weights: weighted ? Float64Array.from(weights) : undefined,
    })

  it.each([
    ['binary', Math.log(3 / 2), Math.log(5.5 / 1)],
    ['squared', 1.7, (-3 + 1 + 1 + 24) / 6.5],
    ['absolute', 1, 2],
    ['quantile', 3.2, 8],
    ['poisson', Math.log(1.4), Math.log(4 / 6.5)],
  ] as const)('%s', (loss, plain, weighted) => {
    expect(base(loss)[0]).toBeCloseTo(plain, 12)
    expect(base(loss, true)[0]).toBeCloseTo(weighted, 12)
  })

  it('multiclass: logarithms of the shares', () => {
    expect(Array.from(base('multiclass'), Math.exp)).toEqual([0.4, 0.4, 0.2].map((share) => expect.closeTo(share, 12)))
  })

  it('stays finite where a class has no rows', () => {
    const rows = { members: Int32Array.of(0, 1), target: Float64Array.of(1, 1) }
    expect(baseScores({ loss: 'binary', quantile: 0.5 }, 1, rows)[0]).toBeCloseTo(Math.log(1e9), 6)
    expect(baseScores({ loss: 'multiclass', quantile: 0.5 }, 2, rows)[0]).toBeCloseTo(Math.log(1e-9), 6)
  })
})

it('exact sums do not depend on the order', () => {
  const values = [1e16, 1, -1e16, 0.1, 3e-9, 7]
  const sum = (order: number[]) => exactSum(Int32Array.from(order), (row) => values[row]!)
  expect(sum([0, 1, 2, 3, 4, 5])).toBe(sum([5, 3, 0, 4, 2, 1]))
  expect(exactSum(Int32Array.of(1, 3, 5), (row) => values[row]!)).toBeCloseTo(8.1, 13)
  expect(exactSum(Int32Array.of(0), () => 0)).toBe(0)
})

it('quantiles, plain and weighted', () => {
  expect(quantileOf(Float64Array.of(4, 1, 3, 2), 0.5)).toBe(2.5)
  expect(quantileOf(Float64Array.of(7), 0.9)).toBe(7)
  expect(weightedQuantileOf(Float64Array.of(4, 1, 3), Float64Array.of(1, 1, 5), 0.5)).toBe(3)
  expect(weightedQuantileOf(Float64Array.of(4, 1), Float64Array.of(1, 1), 0.5)).toBe(2.5)
  expect(weightedQuantileOf(Float64Array.of(4, 1), Float64Array.of(0, 0), 0.5)).toBe(0)
  expect(wholeWeights(Float64Array.of(3, 1)).factor % 1).toBe(0)
})
