import { describe, expect, it } from 'vitest'
import type { ColumnKind } from './column-spec.ts'
import { fromPhysical, toPhysical } from './physical-value.ts'

const column = (kind: ColumnKind, asDate = false) => ({ name: 'x', kind, nullable: true, optional: false, asDate })

describe('a value comes back from its column', () => {
  it.each<[ColumnKind, unknown, unknown]>([
    ['number', 1.5, 1.5],
    ['integer', -3, -3],
    ['boolean', true, true],
    ['boolean', false, false],
    ['day', '2024-02-29', '2024-02-29'],
    ['instant', '2024-02-29T12:00:00.250Z', '2024-02-29T12:00:00.250Z'],
    ['instant', '2024-02-29T12:00:00+02:00', '2024-02-29T10:00:00.000Z'],
    ['instant', new Date(5), '1970-01-01T00:00:00.005Z'],
    ['category', 'a', 'a'],
    ['string', '', ''],
    ['number', null, null],
    ['string', null, null],
    ['number', undefined, null],
    ['string', undefined, null],
    ['number', Number.NaN, null],
  ])('%s %j', (kind, value, expected) => {
    const physical = toPhysical(column(kind), value)
    expect(physical).not.toBeUndefined()
    expect(fromPhysical(column(kind), physical!)).toEqual(expected)
  })
})

it('an instant is a Date where the schema says so', () => {
  expect(fromPhysical(column('instant', true), 5)).toEqual(new Date(5))
})

it('-0 becomes 0', () => {
  expect(toPhysical(column('number'), -0)).toBe(0)
})

describe('a value of another type is none', () => {
  it.each<[ColumnKind, unknown]>([
    ['number', '1'],
    ['number', true],
    ['number', 1n],
    ['number', {}],
    ['number', [1]],
    ['number', new Date(0)],
    ['integer', '1'],
    ['boolean', 1],
    ['boolean', 'true'],
    ['day', 19_000],
    ['day', '2023-02-29'],
    ['day', new Date(0)],
    ['instant', 0],
    ['instant', '2024-01-01'],
    ['instant', new Date(Number.NaN)],
    ['string', 1],
    ['string', true],
    ['string', Symbol('a')],
    ['category', {}],
  ])('%s %o', (kind, value) => {
    expect(toPhysical(column(kind), value)).toBeUndefined()
  })
})
