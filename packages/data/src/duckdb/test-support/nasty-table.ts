import { type ColumnSpec, schemaFromColumns, Table } from '@millrace/core'

const columnOf = (name: string, kind: ColumnSpec['kind']): ColumnSpec => ({ name, kind, nullable: true, optional: false })

/** Numbers at the edges of float64, among others that overflow when multiplied. */
export const nastyNumbers: readonly number[] = Object.freeze([
  Number.NaN,
  0,
  -0,
  1,
  -1,
  0.5,
  -2.5,
  3,
  7,
  0.1,
  1e15,
  -1e15,
  2 ** 53 - 1,
  1e308,
  -1e308,
  Number.MAX_VALUE,
  5e-324,
  -5e-324,
  1e-300,
  -36.7,
  710,
])

/** Strings that are easily taken for others. */
export const nastyStrings: readonly (string | null)[] = Object.freeze([
  null,
  '',
  'null',
  'NULL',
  '__proto__',
  'other',
  'a',
  'A',
  ' a',
  "it's",
  '"quoted"',
  'back\\slash',
  'é',
  'e\u0301',
  '😀',
  '\uFFFD',
  'new\nline',
  'nul\0',
  '0',
  'İ',
])

/** Every pair of nasty numbers, with the strings in turn. */
export function nastyTable(): Table {
  const pairs = nastyNumbers.flatMap((x) => nastyNumbers.map((y) => [x, y] as const))
  const dictionary = nastyStrings.filter((text) => text !== null)
  const codes = Int32Array.from(pairs, (_, row) => dictionary.indexOf(nastyStrings[row % nastyStrings.length]!))
  return new Table(
    schemaFromColumns([columnOf('n1', 'number'), columnOf('y "quoted"', 'number'), columnOf('s', 'string')]),
    new Map([
      ['n1', { type: 'number', values: Float64Array.from(pairs, ([x]) => x) }],
      ['y "quoted"', { type: 'number', values: Float64Array.from(pairs, ([, y]) => y) }],
      ['s', { type: 'string', codes, dictionary }],
    ]),
  )
}

/** The first nodes of a graph over {@link nastyTable}: the columns, infinity, NaN, and constants. */
export const nastyNodes = [
  { op: 'column', name: 'n1', type: 'number' },
  { op: 'column', name: 'y "quoted"', type: 'number' },
  { op: 'column', name: 's', type: 'string' },
  { op: 'mul', args: [0, 0] },
  { op: 'sub', args: [3, 3] },
  { op: 'const', value: 0 },
  { op: 'const', value: -2 },
  { op: 'const', value: Number.NaN },
  { op: 'lt', args: [0, 1] },
] as const
