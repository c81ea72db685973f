import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import type { Point } from './line-search.ts'
import { minimiseSmooth } from './minimise-smooth.ts'
import { minimiseSparse } from './minimise-sparse.ts'

/** `sum(cosh(scale * (x - least)))`: convex, steep far out, and of very different curvatures. */
const scales = [0.3, 1, 4, 10]
const least = [2, -1, 0.5, 0.01]
function evaluate(coefficients: Float64Array): Point {
  const along = (j: number) => scales[j]! * (coefficients[j]! - least[j]!)
  const loss = scales.reduce((sum, _, j) => sum + Math.cosh(along(j)), 0)
  return { coefficients, loss, gradient: Float64Array.from(scales, (scale, j) => scale * Math.sinh(along(j))) }
}
const options = {
  start: evaluate(Float64Array.of(-3, 4, 2, -1)),
  evaluate,
  guess: (gradient: Float64Array) => gradient.slice(),
  tolerance: 1e-18,
  maxIterations: 500,
}

describe('minimiseSmooth', () => {
  test('finds the least value to all digits that slopes tell', async () => {
    const { point, converged } = await minimiseSmooth(options)
    expect(converged).toBe(true)
    expectClose(point.coefficients, least, { rel: 1e-7, abs: 1e-8 })
  })

  test('says that it was cut short, and stops when it is aborted', async () => {
    expect(await minimiseSmooth({ ...options, maxIterations: 2 })).toMatchObject({ iterations: 2, converged: false })
    await expect(minimiseSmooth({ ...options, signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
  })
})

describe('minimiseSparse', () => {
  test('makes coefficients 0 exactly whose slope there is less than the penalty, and leaves unpenalised ones alone', async () => {
    const l1 = Float64Array.of(0.05, 0.2, 0, 2)
    const { point, converged } = await minimiseSparse({ ...options, l1 })
    expect(converged).toBe(true)
    expect(point.coefficients[3]).toBe(0)
    expectClose(point.coefficients[2], least[2], { rel: 1e-6 })
    for (const j of [0, 1]) expectClose(point.gradient[j]! + l1[j]! * Math.sign(point.coefficients[j]!), 0, { rel: 0, abs: 1e-6 })
  })

  test('without a penalty finds what minimiseSmooth finds', async () => {
    const { point } = await minimiseSparse({ ...options, l1: new Float64Array(4) })
    expectClose(point.coefficients, least, { rel: 1e-6, abs: 1e-7 })
  })
})
