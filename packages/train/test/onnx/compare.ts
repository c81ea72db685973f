import { type Column, featurePrefix, lengthOf } from '@millrace/core'
import { expect } from 'vitest'

/** Features that rest on no logarithm, trees and linear models over them are equal to the bit. */
const isExact = (output: string) => (output.startsWith(featurePrefix) && !output.includes('log')) || output.startsWith('score')

const valueAt = (column: Column, row: number) =>
  column.type === 'string' ? (column.dictionary[column.codes[row]!] ?? null) : column.values[row]!

/** The first rows of each output that differ: at all (0 and -0 are equal), or by more than 1e-12 where an exponential or logarithm takes part. */
export function differences(given: ReadonlyMap<string, Column>, expected: ReadonlyMap<string, Column>): readonly object[] {
  expect([...given.keys()]).toEqual([...expected.keys()])
  return [...expected].flatMap(([output, wanted]) => {
    const column = given.get(output)!
    expect(lengthOf(column)).toBe(lengthOf(wanted))
    const agree = (a: unknown, b: unknown) => a === b || Object.is(a, b) || (!isExact(output) && isNear(a, b))
    const rows = Array.from({ length: lengthOf(wanted) }, (_, row) => ({
      output,
      row,
      given: valueAt(column, row),
      wanted: valueAt(wanted, row),
    }))
    return rows.filter((one) => !agree(one.given, one.wanted)).slice(0, 3)
  })
}

const isNear = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a))
