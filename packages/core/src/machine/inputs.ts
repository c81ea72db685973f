import { MillraceError } from '../errors/millrace-error.ts'
import type { PhysicalValue } from '../schema/physical-value.ts'
import { lengthOf } from '../table/column.ts'
import type { ColumnSource } from './column-source.ts'
import { type Dictionary, nullCode, otherCode } from './dictionaries.ts'

/** A column that a machine reads, and the register that it is loaded into. */
export type Input =
  | { readonly type: 'number'; readonly name: string; readonly register: Float64Array }
  | { readonly type: 'string'; readonly name: string; readonly register: Int32Array; readonly dictionary: Dictionary }

/** Loads rows of one column into its register. */
export type Load = (start: number, count: number) => void

/** Makes the load of an input from a table's column. */
export function loadFrom(input: Input, source: ColumnSource): Load {
  const column = source.column(input.name)
  const rows = lengthOf(column)
  if (rows !== source.rowCount) throw invalid(input.name, `has ${rows} rows, but the table has ${source.rowCount}`)
  if (column.type === 'number' && input.type === 'number') {
    const { register } = input
    const { values } = column
    return (start, count) => register.set(values.subarray(start, start + count))
  }
  if (column.type === 'string' && input.type === 'string')
    return recode(input.register, column.codes, machineCodes(column.dictionary, input.dictionary))
  throw invalid(input.name, `is read as ${input.type}s, but the table holds ${column.type}s`)
}

/** By a code of the table, plus 1, the code of the machine. */
function machineCodes(strings: readonly string[], dictionary: Dictionary): Int32Array {
  const codes = new Int32Array(strings.length + 1).fill(nullCode)
  for (let code = 0; code < strings.length; code++) codes[code + 1] = dictionary.get(strings[code]!) ?? otherCode
  return codes
}

function recode(register: Int32Array, codes: Int32Array, machineCodes: Int32Array): Load {
  return (start, count) => {
    for (let i = 0, row = start; i < count; i++, row++) register[i] = machineCodes[codes[row]! + 1]!
  }
}

/** Puts one value into the first row of each register, in the order of the inputs. */
export function loadRow(inputs: readonly Input[], values: readonly PhysicalValue[]): void {
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]!
    const value = values[i]!
    if (input.type === 'number') input.register[0] = value as number
    else input.register[0] = value === null ? nullCode : (input.dictionary.get(value as string) ?? otherCode)
  }
}

function invalid(column: string, fault: string): MillraceError {
  return new MillraceError({ code: 'E_TABLE_INVALID', message: `column '${column}' ${fault}`, details: { column } })
}
