import { describe, expect, it } from 'vitest'
import { dayColumn, numberColumn, stringColumn } from '../../test/support/columns.ts'
import { add } from './arithmetic.ts'
import { type columnExpr, constant, isExpr } from './expr.ts'

const x = numberColumn('x')

it('pipe hands the expression on, step by step', () => {
  const steps: string[] = []
  const step = (name: string) => (given: typeof x) => {
    steps.push(name)
    return add(given, 1) as typeof x
  }
  const piped = x.pipe(step('a'), step('b'), step('c'), step('d'))
  expect(steps).toEqual(['a', 'b', 'c', 'd'])
  expect(piped.node).toEqual(add(add(add(add(x, 1), 1), 1), 1).node)
})

describe('an expression', () => {
  it('is frozen plain data, apart from pipe', () => {
    expect(Object.isFrozen(x) && Object.isFrozen(x.node)).toBe(true)
    expect(Object.keys(x)).toEqual(['node'])
    expect(structuredClone(add(x, 2).node)).toEqual(add(x, 2).node)
  })

  it('is told from a constant', () => {
    expect([x, constant(1)].every(isExpr)).toBe(true)
    expect([1, null, undefined, 'x', {}, []].some(isExpr)).toBe(false)
  })

  it('of a column knows its physical kind', () => {
    const typeOf = ({ node }: ReturnType<typeof columnExpr>) => node.kind === 'operation' && 'type' in node.operation && node.operation.type
    expect([x, dayColumn('d'), stringColumn('s')].map(typeOf)).toEqual(['number', 'number', 'string'])
  })

  it('of -0 is that of 0', () => {
    expect(constant(-0)).toEqual(constant(0))
    expect(add(x, true as never).node).toEqual(add(x, 1).node)
  })
})
