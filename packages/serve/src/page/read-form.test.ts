import type { ColumnSpec } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { longestText, readForm } from './read-form.ts'

const spec = { name: 'x', nullable: false, optional: false } as const
const read = (text: string, column: Partial<ColumnSpec>) => {
  const { row, issues } = readForm(new URLSearchParams([['x', text]]), [{ ...spec, kind: 'number', ...column }])
  return issues.length > 0 ? issues[0]!.message : row
}

describe('a text becomes a value of its column', () => {
  test.each([
    ['number', '4000.5', 4000.5],
    ['number', ' -.5e1 ', -5],
    ['number', '5.', 5],
    ['number', '-0', 0],
    ['integer', '+12', 12],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['day', '2024-02-29', '2024-02-29'],
    ['instant', '2024-05-01T12:30', '2024-05-01T12:30:00.000Z'],
    ['instant', '2024-05-01T12:30+02:00', '2024-05-01T10:30:00.000Z'],
    ['string', ' as typed ', ' as typed '],
  ] as const)('%s %j', (kind, text, x) => {
    expect(read(text, { kind })).toEqual({ x })
  })

  test('an instant of a column of dates is a Date', () => {
    expect(read('1970-01-01T00:01', { kind: 'instant', asDate: true })).toEqual({ x: new Date(60_000) })
  })

  test('a category, whose line ends came back as CRLF, is the category', () => {
    expect(read('a\r\nb', { kind: 'category', categories: ['a', 'a\nb'] })).toEqual({ x: 'a\nb' })
  })
})

describe('an empty field', () => {
  test('is null where the column is nullable', () => {
    for (const kind of ['number', 'string', 'boolean', 'day'] as const) expect(read('', { kind, nullable: true })).toEqual({ x: null })
    expect(read('  ', { nullable: true })).toEqual({ x: null })
  })

  test('is left out where the column is optional, and refused otherwise', () => {
    expect(read('', { optional: true })).toEqual({})
    expect(read('', {})).toBe('a value is required')
  })

  test('is the empty category where there is one', () => {
    expect(read('', { kind: 'category', categories: ['', 'a'] })).toEqual({ x: '' })
  })

  test('may as well not be sent', () => {
    expect(readForm(new URLSearchParams(), [{ ...spec, kind: 'number', nullable: true }]).row).toEqual({ x: null })
  })
})

describe('is refused with a reason', () => {
  const separators = 'not a plain number; use a point for decimals and no separators: 1234.5'
  test.each([
    ['number', '4000,5', separators],
    ['number', '4 000', separators],
    ['number', '1,234.5', separators],
    ['number', '1.2.3', separators],
    ['number', 'abc', 'not a number'],
    ['number', '0x10', 'not a number'],
    ['number', 'Infinity', 'not a number'],
    ['number', 'NaN', 'not a number'],
    ['number', '.', 'not a number'],
    ['number', '٣', 'not a number'],
    ['number', '1e999', 'not a finite number'],
    ['integer', '1.5', 'not an integer between -(2^53 - 1) and 2^53 - 1'],
    ['integer', '9007199254740993', 'not an integer between -(2^53 - 1) and 2^53 - 1'],
    ['boolean', 'on', 'not yes or no'],
    ['day', '2023-02-29', 'not a date; write it as YYYY-MM-DD'],
    ['instant', '2024-05-01', 'not a date and time; write it as YYYY-MM-DDTHH:MM, in UTC'],
    ['string', 'x'.repeat(longestText + 1), 'longer than 1000 characters'],
  ] as const)('%s %j', (kind, text, message) => {
    expect(read(text, { kind })).toBe(message)
  })

  test('what breaks the column', () => {
    expect(read('6', { minimum: 12 })).toBe('below the minimum 12')
    expect(read('c', { kind: 'category', categories: ['a', 'b'] })).toBe('not one of "a", "b"')
    expect(read('abcd', { kind: 'string', maxLength: 3 })).toBe('longer than 3 characters')
  })

  test('a field that is sent more than once', () => {
    const { row, issues } = readForm(new URLSearchParams('x=1&x=2'), [{ ...spec, kind: 'number' }])
    expect(issues).toEqual([{ column: 'x', message: 'given more than once' }])
    expect(row).toEqual({})
  })
})

test('values are kept as typed, at most as long as is read, and other fields are ignored', () => {
  const columns = [
    { ...spec, kind: 'number' },
    { ...spec, name: 'note', kind: 'string', maxLength: 3 },
  ] as const
  const { values } = readForm(new URLSearchParams({ x: ' 4,5 ', note: 'abcdef', y: '1' }), columns)
  expect([...values]).toEqual([
    ['x', ' 4,5 '],
    ['note', 'abc'],
  ])
})

test('columns called like members of objects are columns', () => {
  const columns = ['__proto__', 'constructor'].map((name) => ({ ...spec, name, kind: 'number' as const }))
  const { row } = readForm(new URLSearchParams('__proto__=1&constructor=2'), columns)
  expect(Object.entries(row)).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ])
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
})
