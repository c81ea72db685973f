import { expect, it } from 'vitest'
import { unitQuadrature } from './quadrature.ts'

it.each([1, 2, 3, 8, 33, 512])('with %d points integrates every polynomial of lower degree than twice that', (count) => {
  const { points, weights } = unitQuadrature(count)
  expect(points.every((t) => t > 0 && t < 1)).toBe(true)
  for (const degree of [0, 1, count, 2 * count - 1]) {
    const integral = points.reduce((sum, t, q) => sum + weights[q]! * t ** degree, 0)
    expect(Math.abs(integral * (degree + 1) - 1)).toBeLessThan(1e-12)
  }
})
