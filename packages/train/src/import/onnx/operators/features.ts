import { abs, add, coalesce, constant, div, type Expr, eq, gt, lookup, mul, sqrt, sub, when } from '@millrace/core'
import { greatestOf } from '../../../model/targets/most-probable.ts'
import { onnxNullText } from '../../../onnx/null-text.ts'
import { importLimits } from '../../import-limits.ts'
import type { NodeView } from '../node-view.ts'
import { type Numbers, numbersOf, type Texts, type Value } from '../value.ts'
import { mapped } from './elementwise.ts'

/** Most keys that are numbers: each is one step of the graph. */
const mostSteps = 256

/** Operators of ai.onnx.ml that make features. */
export const features: Readonly<Record<string, (node: NodeView) => Value[]>> = {
  Imputer(node) {
    const x = node.numbers(0)
    const isInt = node.has('imputed_value_int64s')
    const fill = isInt ? node.ints('imputed_value_int64s') : node.floats('imputed_value_floats')
    const replaced = isInt ? node.int('replaced_value_int64', 0) : node.float('replaced_value_float', 0)
    const value = each(node, fill, x, 'imputed values')
    return [
      mapped(x, (cell, j) => (Number.isNaN(replaced) ? coalesce(cell, value(j)) : when(eq(cell, finite(node, replaced)), value(j), cell))),
    ]
  },
  Scaler(node) {
    const x = node.numbers(0)
    const [offset, scale] = [each(node, node.floats('offset'), x, 'offsets', 0), each(node, node.floats('scale'), x, 'scales', 1)]
    return [{ ...mapped(x, (cell, j) => mul(sub(cell, offset(j)), scale(j))), type: 'float' }]
  },
  Binarizer(node) {
    const threshold = finite(node, node.float('threshold', 0))
    return [mapped(node.numbers(0), (cell) => coalesce(gt(cell, threshold) as unknown as Expr<number>, 0))]
  },
  Normalizer(node) {
    const x = node.numbers(0)
    const cells = x.columns.map(({ expr }) => expr)
    const sum = (numbers: readonly Expr<number>[]) => numbers.reduce((total, number) => add(total, number))
    const norms: Readonly<Record<string, () => Expr<number>>> = {
      MAX: () => greatestOf(cells),
      L1: () => sum(cells.map((cell) => abs(cell))),
      L2: () => sqrt(sum(cells.map((cell) => mul(cell, cell)))) as Expr<number>,
    }
    const name = node.text('norm', 'MAX')
    if (!Object.hasOwn(norms, name) || cells.length === 0) throw node.unsupported(`by '${name}' is not read`)
    const norm = norms[name]!()
    return [{ ...mapped(x, (cell) => when(eq(norm, 0), cell, div(cell, norm) as Expr<number>)), type: 'float' }]
  },
  OneHotEncoder(node) {
    const value = node.value(0)
    if (node.int('zeros', 1) !== 1) throw node.unsupported('that fails at an unseen category is not read; export with zeros=1')
    if (value.kind === 'texts') {
      const categories = distinct(node, node.texts('cats_strings'))
      return [
        numbersOf(
          'float',
          value.columns.flatMap((column) => categories.map((category) => indicator(column, category))),
        ),
      ]
    }
    const categories = distinct(node, node.ints('cats_int64s'))
    const { columns } = node.numbers(0)
    const columnsOf = ({ name, expr }: Numbers['columns'][number]) =>
      categories.map((category) => ({ name: `${name}=${category}`, expr: coalesce(eq(expr, category) as unknown as Expr<number>, 0) }))
    return [numbersOf('float', columns.flatMap(columnsOf))]
  },
  LabelEncoder(node) {
    const value = node.value(0)
    if (value.kind === 'labels') return [{ ...value, labels: renamed(node, value.labels) }]
    const { keys, values, otherwise, type } = numericEncoding(node)
    if (value.kind === 'texts') {
      const pairs = keys.map((key, i) => [String(key), values[i]!] as const)
      const missing = pairs.find(([key]) => key === onnxNullText)?.[1] ?? otherwise
      const entries = pairs.filter(([key]) => key !== onnxNullText)
      const encode = (expr: Expr<string | null>) => lookup(expr, entries, { other: otherwise, missing }) as Expr<number>
      return [
        numbersOf(
          type,
          value.columns.map(({ name, expr }) => ({ name, expr: encode(expr) })),
        ),
      ]
    }
    if (keys.length > mostSteps) throw node.unsupported(`of ${keys.length} numbers is not read; at most ${mostSteps}`)
    const encode = (cell: Expr<number>) =>
      keys.reduceRight<Expr<number>>((rest, key, i) => when(eq(cell, finite(node, Number(key))), values[i]!, rest), constant(otherwise))
    return [{ ...mapped(node.numbers(0), encode), type }]
  },
}

/** 1 where a string is the category; null counts as a string that is none, or as what Millrace writes for it. */
function indicator({ name, expr }: Texts['columns'][number], category: string): Numbers['columns'][number] {
  const isNull = category === onnxNullText
  const test = lookup(expr, isNull ? [] : [[category, 1]], { other: 0, missing: isNull ? 1 : 0 })
  return { name: `${name}=${isNull ? 'null' : category}`, expr: test }
}

interface Encoding {
  readonly keys: readonly (string | number)[]
  readonly values: readonly number[]
  readonly otherwise: number
  readonly type: 'float' | 'int'
}

function numericEncoding(node: NodeView): Encoding {
  const keys = distinct(node, keysOf(node))
  const isInt = node.has('values_int64s')
  const values = isInt ? node.ints('values_int64s') : node.floats('values_floats')
  if (values.length !== keys.length)
    throw node.unsupported(`has ${keys.length} keys and ${values.length} numbers; strings to numbers are read, and labels`)
  return {
    keys,
    values,
    otherwise: finite(node, isInt ? node.int('default_int64', -1) : node.float('default_float', 0)) + 0,
    type: isInt ? 'int' : 'float',
  }
}

/** Labels by a list of pairs. */
function renamed(node: NodeView, labels: readonly (string | number)[]): readonly (string | number)[] {
  const keys = keysOf(node)
  const [texts, ints, floats] = [node.texts('values_strings'), node.ints('values_int64s'), node.floats('values_floats')]
  const values = texts.length > 0 ? texts : ints.length > 0 ? ints : floats
  return labels.map((label) => values[keys.indexOf(label)] ?? fail(node, label))
}

function fail(node: NodeView, label: string | number): never {
  throw node.invalid(`it has no value for the label ${label}`)
}

function keysOf(node: NodeView): readonly (string | number)[] {
  if (node.has('keys_strings')) return node.texts('keys_strings')
  return node.has('keys_int64s') ? node.ints('keys_int64s') : node.floats('keys_floats')
}

function distinct<T extends string | number>(node: NodeView, values: readonly T[]): readonly T[] {
  if (values.length > importLimits.categories)
    throw node.unsupported(`of ${values.length} values is not read; at most ${importLimits.categories}`)
  if (new Set(values).size < values.length) throw node.invalid('a value is listed twice')
  return values
}

/** A parameter that is given once, or once a column. */
function each(
  node: NodeView,
  values: readonly number[],
  { columns }: Numbers,
  what: string,
  otherwise?: number,
): (column: number) => number {
  if (values.length === 0 && otherwise !== undefined) return () => otherwise
  if (values.length !== 1 && values.length !== columns.length)
    throw node.invalid(`it has ${values.length} ${what} for ${columns.length} columns`)
  return (column) => values[values.length === 1 ? 0 : column]! + 0
}

function finite(node: NodeView, value: number): number {
  if (!Number.isFinite(value)) throw node.invalid(`an attribute is ${value}, not a finite number`)
  return value
}
