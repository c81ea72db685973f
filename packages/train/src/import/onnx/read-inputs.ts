import { type ColumnSpec, columnExpr, type Expr } from '@millrace/core'
import { numberColumn, textColumn } from '../assemble-import.ts'
import { columnNames } from '../column-names.ts'
import { invalidFile, shorten, unsupportedFile } from '../import-error.ts'
import { importLimits } from '../import-limits.ts'
import type { ValueMessage } from './read-model.ts'
import { elementType } from './tensor.ts'
import { numbersOf, type Value } from './value.ts'

/** The columns of all inputs, and what stands for each input. */
interface Inputs {
  readonly inputs: readonly ColumnSpec[]
  readonly values: ReadonlyMap<string, Value>
}

/** One column an input where it has a single one, else one an element; `given` renames them all. */
export function readInputs(messages: readonly ValueMessage[], given: readonly string[] | undefined): Inputs {
  let total = 0
  const declared = messages.map(({ name = '', type }) => {
    const where = `the input '${shorten(name)}'`
    if (name === '' || name.length > importLimits.nameLength) throw invalidFile('ONNX', where, 'its name is empty or very long')
    const dims = type?.tensor?.shape?.dims ?? []
    const width = dims.length < 2 ? 1 : (dims[1]!.value ?? 0)
    total += width
    if (dims.length > 2 || !(width >= 1)) throw unsupportedFile('ONNX', `${where} has no fixed number of columns; export with one`)
    if (total > importLimits.features) throw unsupportedFile('ONNX', `there are more than ${importLimits.features} input columns`)
    return { name, width, element: elementType(type?.tensor?.element ?? 0, where) }
  })
  const found = declared.flatMap(({ name, width }) => (width === 1 ? [name] : Array.from({ length: width }, (_, j) => `${name}[${j}]`)))
  if (new Set(found).size < found.length) throw invalidFile('ONNX', 'the graph', 'two input columns have the same name')
  const names = columnNames('ONNX', found, given)
  const values = new Map<string, Value>()
  let at = 0
  const inputs = declared.flatMap(({ name, width, element }) => {
    const specs = names.slice(at, at + width).map(element === 'string' ? textColumn : numberColumn)
    at += width
    const columns = specs.map((spec) => ({ name: spec.name, expr: columnExpr<never, string>(spec) }))
    values.set(
      name,
      element === 'string' ? { kind: 'texts', columns } : numbersOf(element, columns as { name: string; expr: Expr<number> }[]),
    )
    return specs
  })
  return { inputs, values }
}
