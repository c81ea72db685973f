import { describe, expect, test } from 'vitest'
import { expectClose } from './expect-close.ts'

describe('expectClose', () => {
  test('accepts a deviation at the relative tolerance and refuses one beyond it', () => {
    expectClose(101, 100, { rel: 0.01 })
    expect(() => expectClose(101.1, 100, { rel: 0.01 })).toThrow('value is 101.1, expected 100 (rel 0.01)')
  })

  test('measures against the expected number, so an expected 0 needs an absolute tolerance', () => {
    expect(() => expectClose(1e-300, 0, { rel: 1 })).toThrow('expected 0')
    expectClose(1e-300, 0, { rel: 0, abs: 1e-299 })
  })

  test.each([
    [Number.NaN, Number.NaN],
    [Infinity, Infinity],
    [0, -0],
  ])('accepts %s for %s', (actual, expected) => {
    expectClose(actual, expected, { rel: 0 })
  })

  test.each([
    [1, Number.NaN],
    [Number.NaN, 1],
    [1, Infinity],
    [-Infinity, Infinity],
    [undefined, 1],
    [null, {}],
    ['1', 1],
  ])('refuses %s for %s', (actual, expected) => {
    expect(() => expectClose(actual, expected, { rel: 1 })).toThrow('expectClose')
  })

  test('goes into arrays, typed arrays and records, and names the place', () => {
    expectClose({ a: [1, { b: 'x' }], c: Float64Array.of(2) }, { a: [1, { b: 'x' }], c: [2] }, { rel: 0 })
    expect(() => expectClose({ a: [1, 2] }, { a: [1, 3] }, { rel: 0.1 })).toThrow('value.a.1 is 2, expected 3')
    expect(() => expectClose([1], [1, 2], { rel: 1 })).toThrow('value.1 is undefined, expected 2')
    expect(() => expectClose(Float64Array.of(1, 2), [1], { rel: 1 })).toThrow('value.1 is 2, expected undefined')
    expect(() => expectClose({ a: 1 }, { a: 1, b: 2 }, { rel: 1 })).toThrow('value.b is undefined, expected 2')
    expect(() => expectClose({ a: 1, b: 2 }, { a: 1 }, { rel: 1 })).toThrow('value.b is 2, expected undefined')
  })
})
