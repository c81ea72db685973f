import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numberColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { createLowering } from '../fit/lowering.ts'
import { graphBuilder } from '../graph/graph-builder.ts'
import { createMachine } from '../machine/machine.ts'
import { expectClose } from '../testing/expect-close.ts'
import { log1p, signedLog } from './log1p.ts'

const x = numberColumn('x')

/** Compiled once, for many numbers. */
function compiled(expression: typeof x): (value: number) => number {
  const builder = graphBuilder()
  const node = createLowering(builder, 'serving', new Map(), new Map()).lower(expression.node)!
  const machine = createMachine(builder, [node], { blockSize: 1 })
  return (value) => {
    machine.runRow([value])
    return machine.register(node)[0]!
  }
}

const aboveMinusOne = fc.double({ min: -1, minExcluded: true, max: 1e308, noNaN: true })
const small = fc.double({ min: -1e-3, max: 1e-3, noNaN: true })

it('log1p is Math.log1p to a few units in the last place', () => {
  const ours = compiled(log1p(x))
  fc.assert(
    fc.property(fc.oneof(aboveMinusOne, small), (value) => {
      fc.pre(value > -1 + 2 ** -53)
      expectClose(ours(value), Math.log1p(value), { rel: 2e-15 })
    }),
    { numRuns: 5_000 },
  )
})

it('log1p is total: at and below -1 it counts as just above', () => {
  const least = Math.log(2 ** -53)
  expect([-1, -1.5, -1e308].map((value) => compute(log1p(x), { x: value }))).toEqual([least, least, least])
  expect(compute(log1p(x), { x: null })).toBe(null)
  expect([0, -0, 5e-324, -1e-20].map((value) => compute(log1p(x), { x: value }))).toEqual([0, 0, 5e-324, -1e-20])
})

it('signedLog is odd, and null for null', () => {
  const ours = compiled(signedLog(x))
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(ours(-value) + ours(value)).toBe(0)
      expectClose(ours(value), Math.sign(value) * Math.log1p(Math.abs(value)), { rel: 2e-15 })
    }),
  )
  expect(compute(signedLog(x), { x: null })).toBe(null)
})
