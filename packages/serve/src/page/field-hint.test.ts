import type { ColumnSpec } from '@millrace/core'
import { expect, test } from 'vitest'
import { hintOf } from './field-hint.ts'

const hint = (column: Partial<ColumnSpec>) => hintOf({ name: 'x', kind: 'number', nullable: false, optional: false, ...column })

test.each([
  [{}, ''],
  [{ minimum: 0 }, 'at least 0'],
  [{ minimum: 0, maximum: 1 }, '0 to 1'],
  [{ exclusiveMinimum: -0.5, maximum: 9 }, 'at most 9, above -0.5'],
  [{ exclusiveMaximum: 9 }, 'below 9'],
  [{ kind: 'integer', minimum: 12, maximum: 480 }, 'whole number, 12 to 480'],
  [{ kind: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }, 'whole number'],
  [{ kind: 'integer', multipleOf: 12 }, 'a multiple of 12'],
  [{ kind: 'integer', allowed: [1, 2] }, ''],
  [{ kind: 'day', minimum: 19_782 }, 'at least 2024-02-29'],
  [{ kind: 'instant' }, 'UTC'],
  [{ kind: 'string', minLength: 3 }, 'at least 3 characters'],
  [{ kind: 'category', categories: ['a'] }, ''],
] as const)('the hint of %j is %j', (column, expected) => {
  expect(hint(column)).toBe(expected)
})
