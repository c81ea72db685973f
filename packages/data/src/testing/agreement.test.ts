import type { Column, Graph, GraphNode } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { type Agreement, agreementOf, assertAgree } from './agreement.ts'

const column: GraphNode = { op: 'column', name: 'x', type: 'number' }
const of = (...nodes: readonly GraphNode[]): Graph => ({ nodes: [column, ...nodes], outputs: new Map() })

describe('what is asked of two executions of an output', () => {
  test('equality, where arithmetic and steps alone take part', () => {
    expect(agreementOf(of({ op: 'sqrt', args: [0] }, { op: 'floor', args: [1] }), 2)).toBe('exact')
  })

  test('nearness, where a logarithm, exponential or power takes part', () => {
    expect(agreementOf(of({ op: 'log', args: [0] }, { op: 'add', args: [0, 1] }), 2)).toBe('ulp')
    expect(agreementOf(of({ op: 'pow', args: [0, 0] }), 1)).toBe('ulp')
  })

  test('the same nulls, where a step stands above one', () => {
    expect(
      agreementOf(of({ op: 'exp', args: [0] }, { op: 'bucket', args: [1], edges: Float64Array.of(1) }, { op: 'add', args: [2, 0] }), 3),
    ).toBe('nulls')
  })

  test('nearness, where a condition is exact and its branches are not', () => {
    const nodes = of({ op: 'log', args: [0] }, { op: 'lt', args: [0, 0] }, { op: 'when', args: [2, 1, 0] })
    expect(agreementOf(nodes, 3)).toBe('ulp')
    expect(agreementOf(of({ op: 'log', args: [0] }, { op: 'when', args: [1, 0, 0] }), 2)).toBe('nulls')
  })
})

const numbers = (...values: readonly number[]): Column => ({ type: 'number', values: Float64Array.from(values) })
const agree = (a: Column, b: Column, agreement: Agreement) => () =>
  assertAgree({ actual: new Map([['y', a]]), expected: new Map([['y', b]]), agreement: () => agreement, where: 'here' })

test('bits tell 0 from -0, the others do not', () => {
  expect(agree(numbers(-0), numbers(0), 'bits')).toThrow(/here: output 'y' of row 0 is -0, not 0/)
  for (const agreement of ['exact', 'ulp', 'nulls'] as const) expect(agree(numbers(-0), numbers(0), agreement)).not.toThrow()
})

test('null agrees with null alone', () => {
  for (const agreement of ['bits', 'exact', 'ulp', 'nulls'] as const) {
    expect(agree(numbers(1, Number.NaN), numbers(1, Number.NaN), agreement)).not.toThrow()
    expect(agree(numbers(1, Number.NaN), numbers(1, 0), agreement)).toThrow(/of row 1 is null, not 0/)
    expect(agree(numbers(1), numbers(Number.NaN), agreement)).toThrow(/is 1, not null/)
  }
})

test('near numbers agree where nearness is asked, and not where equality is', () => {
  expect(agree(numbers(0.1), numbers(0.1 + 1e-13), 'ulp')).not.toThrow()
  expect(agree(numbers(1e9), numbers(1e9 + 1e-4), 'ulp')).not.toThrow()
  expect(agree(numbers(0.1), numbers(0.1 + 1e-13), 'exact')).toThrow()
  expect(agree(numbers(0.1), numbers(0.1 + 1e-11), 'ulp')).toThrow()
})

test('strings agree by what they say, whatever their codes', () => {
  const a: Column = { type: 'string', codes: Int32Array.of(0, -1), dictionary: ['a'] }
  const b: Column = { type: 'string', codes: Int32Array.of(1, -1), dictionary: ['b', 'a'] }
  expect(agree(a, b, 'exact')).not.toThrow()
  expect(agree(a, { ...b, codes: Int32Array.of(0, -1) }, 'exact')).toThrow(/is "a", not "b"/)
})

test('other names, lengths and types do not agree', () => {
  const missing = () => assertAgree({ actual: new Map(), expected: new Map([['y', numbers(1)]]), agreement: () => 'exact', where: 'here' })
  expect(missing).toThrow(/other names/)
  expect(agree(numbers(1), numbers(1, 2), 'exact')).toThrow(/number of rows/)
  expect(agree(numbers(1), { type: 'string', codes: Int32Array.of(0), dictionary: ['1'] }, 'exact')).toThrow(/another type/)
})
