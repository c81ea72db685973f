import {
  type Column,
  type ColumnSpec,
  compileCheck,
  isText,
  type NumberColumn,
  type RowIssue,
  type StringColumn,
  shown,
  toPhysical,
  type ValueCheck,
} from '@millrace/core'
import type { z } from 'zod'
import { type ColumnView, viewedColumn } from './column-view.ts'

/** What a column of arquero is read as. */
interface ImportColumnOptions {
  readonly spec: ColumnSpec
  readonly refinement: z.core.$ZodType | undefined
  /** The rows to read, in order, or null for all. */
  readonly rows: ArrayLike<number> | null
  readonly report: (row: number, issue: RowIssue) => void
}

/** Reads a column of arquero as a typed one, sharing what is in its form already; reports what breaks the schema. */
export function importColumn(data: ColumnView, { spec, refinement, rows, report }: ImportColumnOptions): Column {
  const reader = {
    spec,
    count: rows === null ? data.length : rows.length,
    at: rows === null ? (row: number) => data.at(row) : (row: number) => data.at(rows[row]!),
    check: compileCheck(spec, refinement),
    refuse: (row: number, message: string, value: unknown) => report(row, { path: [spec.name], message, value: shown(value) }),
  }
  const whole = rows === null ? sharable(spec, data) : undefined
  if (isText(spec.kind)) return whole?.type === 'string' ? checkedText(whole, reader) : readText(reader)
  return whole?.type === 'number' ? checkedNumbers(whole, reader) : readNumbers(reader)
}

interface ColumnReader {
  readonly spec: ColumnSpec
  readonly count: number
  readonly at: (row: number) => unknown
  readonly check: ValueCheck
  readonly refuse: (row: number, message: string, value: unknown) => void
}

/** The column, where arquero holds it in our form already. */
function sharable({ kind }: ColumnSpec, data: ColumnView): Column | undefined {
  if (data instanceof Float64Array) return kind === 'number' || kind === 'integer' ? { type: 'number', values: data } : undefined
  const shared = viewedColumn(data)
  return shared !== undefined && (shared.column.type === 'string' || shared.spec.kind === kind) ? shared.column : undefined
}

function checkedText(column: StringColumn, { at, check, refuse }: ColumnReader): StringColumn {
  const reasons = column.dictionary.map(check)
  const reasonOfNull = check(null)
  for (let row = 0; row < column.codes.length; row++) {
    const code = column.codes[row]!
    const reason = code < 0 ? reasonOfNull : reasons[code]!
    if (reason !== null) refuse(row, reason, at(row))
  }
  return column
}

function readText({ spec, count, at, check, refuse }: ColumnReader): StringColumn {
  const codes = new Int32Array(count).fill(-1)
  const dictionary: string[] = []
  const known = new Map<string, number>()
  const reasons: (string | null)[] = []
  const reasonOfNull = check(null)
  const encode = (value: string): number => {
    const code = dictionary.push(value) - 1
    known.set(value, code)
    reasons.push(check(value))
    return code
  }
  for (let row = 0; row < count; row++) {
    const value = at(row) ?? null
    const code = typeof value === 'string' ? (known.get(value) ?? encode(value)) : -1
    codes[row] = code
    const reason = code >= 0 ? reasons[code]! : isNull(value) ? reasonOfNull : `not of kind ${spec.kind}`
    if (reason !== null) refuse(row, reason, value)
  }
  return { type: 'string', codes, dictionary: Object.freeze(dictionary) }
}

function checkedNumbers(column: NumberColumn, { at, check, refuse }: ColumnReader): NumberColumn {
  const { values } = column
  let negativeZeros = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const reason = check(value)
    if (reason !== null) refuse(row, reason, at(row))
    if (Object.is(value, -0)) negativeZeros++
  }
  return negativeZeros === 0 ? column : { type: 'number', values: values.map((value) => value + 0) }
}

function readNumbers({ spec, count, at, check, refuse }: ColumnReader): NumberColumn {
  const values = new Float64Array(count)
  for (let row = 0; row < count; row++) {
    const value = at(row)
    const physical = isNull(value) ? Number.NaN : toPhysical(spec, spec.kind === 'day' ? dayText(value) : value)
    const reason = typeof physical === 'number' ? check(physical) : `not of kind ${spec.kind}`
    if (reason !== null) refuse(row, reason, value)
    values[row] = typeof physical === 'number' ? physical : Number.NaN
  }
  return { type: 'number', values }
}

/** Arquero takes these for missing. */
const isNull = (value: unknown) => value === null || value === undefined || Number.isNaN(value)

/** A `Date` at midnight UTC is a day; any other is left as it is, to be refused. */
function dayText(value: unknown): unknown {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return value
  const [day, time] = value.toISOString().split('T')
  return time === '00:00:00.000Z' ? day : value
}
