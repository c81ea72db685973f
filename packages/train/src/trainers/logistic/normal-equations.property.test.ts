import { expectClose } from '@millrace/core/testing'
import { assert, double, integer, property, tuple } from 'fast-check'
import { describe, test } from 'vitest'
import { sumNormalEquations } from './normal-equations.ts'

const number = double({ min: -4, max: 4, noNaN: true })

/** Columns, curvatures and residuals of one length; the lengths straddle a block of rows and the columns a tile. */
const problems = tuple(integer({ min: 0, max: 9 }), integer({ min: 1, max: 30 }), integer({ min: 0, max: 2 }), number).map(
  ([columns, rows, blocks, shift]) => {
    const length = rows + 1024 * blocks
    const wave = (phase: number) => Float64Array.from({ length }, (_, row) => Math.sin(row * 0.7 + phase) + shift)
    return { columns: Array.from({ length: columns }, (_, j) => wave(j)), curvature: wave(11).map(Math.abs), residual: wave(13) }
  },
)

describe('sumNormalEquations', () => {
  test('gives the sums of products that its definition says', () => {
    assert(
      property(problems, ({ columns, curvature, residual }) => {
        const all = [...columns, curvature.map(() => 1)]
        const { hessian, width, gradient } = sumNormalEquations(columns, curvature, residual)
        const near = { rel: 1e-9, abs: 1e-9 }
        const sum = (term: (row: number) => number) => curvature.reduce((total, _, row) => total + term(row), 0)
        for (const [j, column] of all.entries()) {
          expectClose(
            gradient[j],
            sum((row) => column[row]! * residual[row]!),
            near,
          )
          for (let k = j; k < all.length; k++)
            expectClose(
              hessian[j * width + k],
              sum((row) => column[row]! * curvature[row]! * all[k]![row]!),
              near,
            )
        }
      }),
      { numRuns: 40 },
    )
  })
})
