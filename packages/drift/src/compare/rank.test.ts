import { expect, test } from 'vitest'
import { exampleColumn } from '../../test/support/example-report.ts'
import { attribute } from './attribute.ts'
import type { ColumnDrift } from './drift-report.ts'
import { rank } from './rank.ts'

const column = (name: string, changes: Partial<ColumnDrift> = {}) => exampleColumn({ column: name, ...changes })
const drifted = (name: string, value: number) => column(name, { verdict: 'drifted', effect: { name: 'D', value, floor: 0.02 } })

test('failed columns come first, then drift by effect, then what is open, small, stable', () => {
  const columns = [
    column('stable', { effect: { name: 'D', value: 0.9, floor: 0.02 } }),
    column('small', { verdict: 'small' }),
    drifted('weak', 0.1),
    column('nulls', { nulls: { reference: 0, current: 0.5, pValue: 0, adjustedPValue: 0, drifted: true } }),
    drifted('strong', 0.3),
    column('open', { verdict: 'inconclusive' }),
    column('failed', { verdict: 'failed', effect: null }),
  ]
  expect(rank(columns)).toEqual(['failed', 'strong', 'weak', 'nulls', 'open', 'small', 'stable'])
})

test('effects of all kinds are compared by their size', () => {
  const auc = column('auc', { verdict: 'drifted', effect: { name: 'AUC', value: 0.2, floor: 0.02 } })
  const below = column('below', { verdict: 'drifted', effect: { name: 'd', value: -0.5, floor: 0.05 } })
  expect(rank([below, drifted('D', 0.55), auc])).toEqual(['auc', 'D', 'below'])
})

test('with attributions the columns that the model hangs on come first', () => {
  const columns = attribute([drifted('strong', 0.4), drifted('weak', 0.1), column('failed', { verdict: 'failed', effect: null })], {
    weak: 30,
    strong: 5,
    failed: 5,
    unwatched: 10,
  })
  expect(columns.map(({ importance }) => importance)).toEqual([0.1, 0.6, 0.1])
  expect(columns.map(({ impact }) => impact)).toEqual([expect.closeTo(0.04), expect.closeTo(0.06), null])
  expect(rank(columns)).toEqual(['failed', 'weak', 'strong'])
})

test('a column without attribution is one that the model does not read', () => {
  expect(attribute([drifted('x', 0.4), drifted('y', 0.3)], { y: 1e308 }).map(({ importance, impact }) => [importance, impact])).toEqual([
    [0, 0],
    [1, 0.3],
  ])
})

test.each<[string, Record<string, number>]>([
  ['negative', { x: -1 }],
  ['not a number', { x: Number.NaN }],
  ['infinite', { x: Number.POSITIVE_INFINITY }],
  ['of no watched column', { y: 1 }],
  ['all 0', { x: 0 }],
  ['none', {}],
])('attributions that are %s are a typed error', (_, attributions) => {
  expect(() => attribute([drifted('x', 0.1)], attributions)).toThrow(expect.objectContaining({ code: 'E_DRIFT_ATTRIBUTIONS' }))
})
