import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../json/canonical-json.ts'
import { parseJson } from '../json/parse-json.ts'
import { calendarRange } from './calendar.ts'
import type { ColumnSpec } from './column-spec.ts'
import { columnsFromJsonSchema, columnsToJsonSchema } from './json-schema.ts'

const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '0', '17', ''))
const flags = { nullable: fc.boolean(), optional: fc.boolean() }
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const numeric = (bound: fc.Arbitrary<number>) => ({
  minimum: some(bound),
  maximum: some(bound),
  exclusiveMinimum: some(bound),
  exclusiveMaximum: some(bound),
})
const within = ([min, max]: readonly [number, number]) => fc.integer({ min, max })
const draft = fc.oneof(
  fc.record({
    name,
    kind: fc.constantFrom('number' as const, 'integer' as const),
    ...flags,
    ...numeric(number),
    multipleOf: some(number),
    allowed: some(fc.array(number)),
  }),
  fc.record({ name, kind: fc.constant('boolean' as const), ...flags, allowed: some(fc.constantFrom([0], [1])) }),
  fc.record({ name, kind: fc.constant('day' as const), ...flags, ...numeric(within(calendarRange.day)) }),
  fc.record({ name, kind: fc.constant('instant' as const), ...flags, ...numeric(within(calendarRange.instant)) }),
  fc.record({ name, kind: fc.constant('string' as const), ...flags, minLength: some(fc.nat()), maxLength: some(fc.nat()) }),
  fc.record({ name, kind: fc.constant('category' as const), ...flags, categories: fc.uniqueArray(fc.string()) }),
)
const column = draft.map(
  (given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as ColumnSpec,
)

it('columns of any names, kinds and bounds come back from JSON text', () => {
  fc.assert(
    fc.property(fc.uniqueArray(column, { selector: (one) => one.name }), (columns) => {
      const json = columnsToJsonSchema(columns)
      const read = columnsFromJsonSchema(parseJson(JSON.stringify(json)))
      expect(new Map(read.map((one) => [one.name, one]))).toEqual(
        new Map(columns.map((one) => [one.name, { ...one, nullable: one.nullable || one.optional }])),
      )
      expect(canonicalJson(columnsToJsonSchema(read))).toBe(canonicalJson(json))
    }),
    { numRuns: 300 },
  )
})
