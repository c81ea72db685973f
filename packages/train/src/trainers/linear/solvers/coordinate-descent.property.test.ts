import { array, assert, double, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coordinateDescent } from './coordinate-descent.ts'

const number = double({ min: -3, max: 3, noNaN: true })
const problems = integer({ min: 1, max: 6 }).chain((size) =>
  tuple(
    array(number, { minLength: size * 8, maxLength: size * 8 }),
    array(number, { minLength: size, maxLength: size }),
    double({ min: 0, max: 3, noNaN: true }),
  ).map(([numbers, linear, penalty]) => {
    const gram = new Float64Array(size * size)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        for (let row = 0; row < 8; row++) gram[j * size + k]! += numbers[row * size + j]! * numbers[row * size + k]! + (j === k ? 0.1 : 0)
    return { gram, width: size, size, linear: Float64Array.from(linear), l1: new Float64Array(size).fill(penalty) }
  }),
)

describe('coordinateDescent', () => {
  test('ends where no coefficient can lower the function: slopes are the penalty where it is not 0, and no more where it is', () => {
    assert(
      property(problems, (problem) => {
        const { gram, size, linear, l1 } = problem
        const { coefficients, converged } = coordinateDescent(problem, {
          start: new Float64Array(size),
          tolerance: 1e-22,
          maxSweeps: 20_000,
        })
        expect(converged).toBe(true)
        for (let j = 0; j < size; j++) {
          const slope = coefficients.reduce((sum, value, k) => sum + gram[j * size + k]! * value, -linear[j]!)
          if (coefficients[j] === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(l1[j]! + 1e-6)
          else expect(Math.abs(slope + l1[j]! * Math.sign(coefficients[j]!))).toBeLessThan(1e-6)
        }
      }),
      { numRuns: 200 },
    )
  })
})
