import type { Column } from '@millrace/core'
import { expect } from 'vitest'

/** Which equality an execution owes: the same bits (-0 being 0), or 1e-12 of max(1, |x|). */
export type Exactness = 'exact' | 'ulp'

/** Holds the columns of another execution against the machine's and names the first rows that differ. */
export function expectSameColumns(
  actual: ReadonlyMap<string, Column>,
  expected: ReadonlyMap<string, Column>,
  exactness: Exactness = 'exact',
): void {
  expect([...actual.keys()]).toEqual([...expected.keys()])
  for (const [name, column] of expected) expect(differences(actual.get(name)!, column, exactness), name).toEqual([])
}

function differences(actual: Column, expected: Column, exactness: Exactness): string[] {
  const found = valuesOf(actual)
  const wanted = valuesOf(expected)
  if (found.length !== wanted.length) return [`${found.length} rows in place of ${wanted.length}`]
  const rows = wanted.flatMap((value, row) =>
    isSame(found[row]!, value, exactness) ? [] : [`row ${row}: ${found[row]} in place of ${value}`],
  )
  return rows.slice(0, 5)
}

function valuesOf(column: Column): (number | string | null)[] {
  if (column.type === 'string') return Array.from(column.codes, (code) => column.dictionary[code] ?? null)
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
}

function isSame(actual: number | string | null, expected: number | string | null, exactness: Exactness): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number' || exactness === 'exact') return actual === expected
  return Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected))
}
