import { expect, test } from 'vitest'
import { exampleColumn } from '../../test/support/example-report.ts'
import { attribute } from './attribute.ts'

const drifted = { reference: 0, current: 0.4, pValue: 0, adjustedPValue: 0, drifted: true }

test('impact is the importance times the effect, or times the change of nulls where that drifted and is larger', () => {
  const effect = { name: 'D', value: 0.1, floor: 0.02 } as const
  const columns = [
    exampleColumn({ column: 'a', effect, nulls: drifted }),
    exampleColumn({ column: 'b', effect, nulls: { ...drifted, drifted: false } }),
    exampleColumn({ column: 'c', effect }),
  ]
  const found = attribute(columns, { a: 3, b: 1 }).map(({ column, importance, impact }) => ({ column, importance, impact }))
  expect(found).toEqual([
    { column: 'a', importance: 0.75, impact: 0.75 * 0.4 },
    { column: 'b', importance: 0.25, impact: 0.25 * 0.1 },
    { column: 'c', importance: 0, impact: 0 },
  ])
})
