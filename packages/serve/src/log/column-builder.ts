import { type Column, type ColumnSpec, compileCheck, isText, type RowIssue, shown, toPhysical } from '@millrace/core'

/** A column that grows a value at a time. */
export interface ColumnBuilder {
  readonly spec: ColumnSpec
  /** Takes the next row's value; says why not where it breaks the column, which is null then. */
  push(value: unknown): RowIssue | null
  finish(): Column
}

const firstLength = 1_024

/** Builds a column of either physical kind; no value is held twice, and no row at all. */
export function columnBuilder(spec: ColumnSpec): ColumnBuilder {
  const check = compileCheck(spec)
  const { append, finish } = isText(spec.kind) ? textColumn() : numberColumn()
  return {
    spec,
    push(given) {
      const value = toPhysical(spec, given)
      const reason = value === undefined ? `not of kind ${spec.kind}` : check(value)
      append(reason === null ? (value ?? null) : null)
      return reason === null ? null : { path: [spec.name], message: reason, value: shown(given) }
    },
    finish,
  }
}

interface Growing {
  append(value: number | string | null): void
  finish(): Column
}

function numberColumn(): Growing {
  let values = new Float64Array(firstLength)
  let length = 0
  return {
    append(value) {
      if (length === values.length) values = grown(values, new Float64Array(2 * length))
      values[length++] = (value as number | null) ?? Number.NaN
    },
    finish: () => ({ type: 'number', values: values.slice(0, length) }),
  }
}

function textColumn(): Growing {
  let codes = new Int32Array(firstLength)
  let length = 0
  const known = new Map<string, number>()
  return {
    append(value) {
      if (length === codes.length) codes = grown(codes, new Int32Array(2 * length))
      codes[length++] = value === null ? -1 : codeOf(value as string, known)
    },
    finish: () => ({ type: 'string', codes: codes.slice(0, length), dictionary: Object.freeze([...known.keys()]) }),
  }
}

function codeOf(text: string, known: Map<string, number>): number {
  const code = known.get(text) ?? known.size
  if (code === known.size) known.set(text, code)
  return code
}

function grown<Values extends Float64Array | Int32Array>(values: Values, room: Values): Values {
  room.set(values)
  return room
}
