import type { Column } from '@millrace/core'
import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from '../profile/profile.ts'
import { compareColumn } from './compare-column.ts'

const rows = tableOf({ x: columnOf(Array.from({ length: 60 }, (_, i) => i)) })

test.each<[string, Column | undefined, string]>([
  ['is missing', undefined, 'the current rows have no such column'],
  ['is of another type', columnOf(['a', 'b']), 'the reference holds numbers, the current rows text'],
  ['is null throughout', columnOf([null, null]), 'all current values are null'],
  ['breaks what counts it', { type: 'number', values: null as never }, 'the comparison failed: '],
])('a column that %s is failed with the reason, and nothing is thrown', async (_, current, reason) => {
  const known = await profile(monitorOf(rows), rows)
  const measure = compareColumn(known.columns[0]!, { current, raw: undefined, settings: known.settings })
  expect(measure).toMatchObject({ column: 'x', judged: null, psi: null, failure: expect.stringContaining(reason) })
  expect(measure.picture.cells.length).toBeGreaterThan(0)
})

test('the nulls of a column that cannot be compared are still counted', async () => {
  const known = await profile(monitorOf(rows), rows)
  const { nulls } = compareColumn(known.columns[0]!, { current: columnOf([null, null, null]), raw: undefined, settings: known.settings })
  expect(nulls).toMatchObject({ reference: 0, current: 1 })
  expect(nulls.pValue).toBeLessThan(1e-3)
})
