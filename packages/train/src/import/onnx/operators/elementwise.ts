import {
  abs,
  add,
  coalesce,
  constant,
  div,
  type Expr,
  eq,
  exp,
  floor,
  ge,
  greatest,
  gt,
  isNull,
  le,
  least,
  log,
  lt,
  mul,
  pow,
  sqrt,
  sub,
  when,
} from '@millrace/core'
import { logistic } from '../../../model/targets/binary.ts'
import type { NodeView } from '../node-view.ts'
import { type NumberColumn, type Numbers, numbersOf, type Value } from '../value.ts'

type Number1 = Expr<number>

const asNumber = (test: Expr<unknown>): Number1 => test as Number1

const unary: Readonly<Record<string, (x: Number1) => Number1>> = {
  Abs: (x) => abs(x),
  Exp: (x) => exp(x),
  Floor: (x) => floor(x),
  IsNaN: (x) => asNumber(isNull(x)),
  Log: (x) => asNumber(log(x)),
  Neg: (x) => mul(x, -1),
  Not: (x) => sub(1, x),
  Reciprocal: (x) => asNumber(div(1, x)),
  Relu: (x) => greatest(x, 0),
  Sigmoid: (x) => logistic(x),
  Sqrt: (x) => asNumber(sqrt(x)),
}

const binary: Readonly<Record<string, (a: Number1, b: Number1) => Number1>> = {
  Add: (a, b) => add(a, b),
  And: (a, b) => mul(a, b),
  Div: (a, b) => asNumber(div(a, b)),
  Equal: (a, b) => asNumber(eqOf(a, b)),
  Greater: (a, b) => asNumber(gt(a, b)),
  GreaterOrEqual: (a, b) => asNumber(ge(a, b)),
  Less: (a, b) => asNumber(lt(a, b)),
  LessOrEqual: (a, b) => asNumber(le(a, b)),
  Max: (a, b) => greatest(a, b),
  Min: (a, b) => least(a, b),
  Mul: (a, b) => mul(a, b),
  Or: (a, b) => greatest(a, b),
  Pow: (a, b) => asNumber(pow(a, b)),
  Sub: (a, b) => sub(a, b),
}

const eqOf = (a: Number1, b: Number1) => eq(sub(a, b), 0)

/** Comparisons with NaN are false in ONNX and null here. */
const comparisons = new Set(['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'])

/** Operators that work number by number, with the usual stretching of single columns and constants. */
export const elementwise: Readonly<Record<string, (node: NodeView) => Value[]>> = {
  ...Object.fromEntries(Object.entries(unary).map(([op, apply]) => [op, (node: NodeView) => [mapped(node.numbers(0), apply)]])),
  ...Object.fromEntries(
    Object.entries(binary).map(([op, apply]) => {
      const total = comparisons.has(op) ? (a: Number1, b: Number1) => coalesce(apply(a, b), 0) : apply
      return [
        op,
        (node: NodeView) => [
          node.inputs.slice(1).reduce<Numbers>((sum, _, i) => zip(node, sum, operand(node, i + 1), total), operand(node, 0)),
        ],
      ]
    }),
  ),
  Clip: (node) => {
    const [low, high] = [bound(node, 'min', 1), bound(node, 'max', 2)]
    return [
      mapped(node.numbers(0), (x) => {
        const raised = low === null ? x : greatest(x, low)
        return high === null ? raised : least(raised, high)
      }),
    ]
  },
  Where: (node) => {
    const [then, otherwise] = [operand(node, 1), operand(node, 2)]
    const test = node.numbers(0)
    const width = Math.max(test.columns.length, then.columns.length, otherwise.columns.length)
    const pick = ({ columns }: Numbers, j: number) => columnAt(node, columns, j, width)
    const columns = Array.from({ length: width }, (_, j) => ({
      name: pick(then, j).name,
      expr: when(pick(test, j).expr as unknown as Expr<boolean>, pick(then, j).expr, pick(otherwise, j).expr),
    }))
    return [numbersOf(then.type, columns)]
  },
}

/** Applies a function to each column. */
export function mapped({ type, columns }: Numbers, apply: (x: Number1, column: number) => Number1): Numbers {
  return numbersOf(
    type,
    columns.map(({ name, expr }, j) => ({ name, expr: apply(expr, j) })),
  )
}

function zip(node: NodeView, a: Numbers, b: Numbers, apply: (a: Number1, b: Number1) => Number1): Numbers {
  const width = Math.max(a.columns.length, b.columns.length)
  const columns = Array.from({ length: width }, (_, j) => {
    const [left, right] = [columnAt(node, a.columns, j, width), columnAt(node, b.columns, j, width)]
    return { name: left.name === '' ? right.name : left.name, expr: apply(left.expr, right.expr) }
  })
  return numbersOf(a.type === 'int' ? b.type : a.type, columns)
}

function columnAt(node: NodeView, columns: readonly NumberColumn[], j: number, width: number): NumberColumn {
  if (columns.length !== 1 && columns.length !== width) throw node.invalid(`it joins ${columns.length} columns with ${width}`)
  return columns[columns.length === 1 ? 0 : j]!
}

/** An input as columns: a constant becomes columns without a name. */
function operand(node: NodeView, index: number): Numbers {
  const value = node.value(index)
  if (value.kind !== 'constant') return node.numbers(index)
  const { type, dims, values } = value
  if (type === 'string' || dims.slice(0, -1).some((dim) => dim !== 1)) throw node.unsupported('reads a constant of several rows')
  return numbersOf(
    type,
    values.map((number) => ({ name: '', expr: constantOf(node, number as number) })),
  )
}

function constantOf(node: NodeView, value: number): Number1 {
  if (Number.isNaN(value)) return null as never
  if (!Number.isFinite(value)) throw node.unsupported(`reads the constant ${value}`)
  return constant(value)
}

function bound(node: NodeView, attribute: string, input: number): number | null {
  const value = node.inputs[input]
  const found = value === undefined ? node.float(attribute, Number.NaN) : (node.constant(input).values[0] as number)
  return Number.isFinite(found) ? found : null
}
