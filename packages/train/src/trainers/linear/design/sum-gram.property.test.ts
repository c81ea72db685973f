import { expectClose } from '@millrace/core/testing'
import { assert, double, integer, property, tuple } from 'fast-check'
import { describe, test } from 'vitest'
import { blockRows, layDesign } from './design.ts'
import { measureColumns } from './measure-columns.ts'
import { sumGram } from './sum-gram.ts'

const number = double({ min: -4, max: 4, noNaN: true })

/** Columns and curvatures of one length; the lengths straddle a block of rows and the columns a group. */
const problems = tuple(integer({ min: 0, max: 9 }), integer({ min: 2, max: 30 }), integer({ min: 0, max: 2 }), number).map(
  ([columns, rows, blocks, shift]) => {
    const length = rows + blockRows * blocks
    const wave = (phase: number) => Float64Array.from({ length }, (_, row) => Math.sin(row * 0.7 + phase) + shift)
    return { features: Array.from({ length: columns }, (_, j) => wave(j)), curvature: wave(11).map(Math.abs) }
  },
)

describe('sumGram', () => {
  test('gives the sums of products of centred, scaled columns and of ones that its definition says', () => {
    assert(
      property(problems, ({ features, curvature }) => {
        const measures = measureColumns(features, undefined)
        const { means, scales, varying } = measures
        const design = layDesign(features, measures, curvature.length)
        const all = [...varying.map((j) => features[j]!.map((value) => (value - means[j]!) / scales[j]!)), curvature.map(() => 1)]
        for (const weights of [curvature, null]) {
          const gram = sumGram(design, weights)
          for (const [j, column] of all.entries())
            for (let k = j; k < all.length; k++) {
              const sum = curvature.reduce(
                (total, weight, row) => total + (weights === null ? 1 : weight) * column[row]! * all[k]![row]!,
                0,
              )
              expectClose(gram[j * design.width + k], sum, { rel: 1e-9, abs: 1e-9 })
            }
        }
      }),
      { numRuns: 40 },
    )
  })
})
