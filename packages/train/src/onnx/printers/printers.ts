import type { BinaryName, UnaryName } from '@millrace/core'
import { both, either, holds, isNan, nullWhere, where } from './numeric.ts'
import { printBucket } from './print-bucket.ts'
import { printLookup } from './print-lookup.ts'
import { printPick } from './print-pick.ts'
import { printTrees } from './print-trees.ts'
import type { Printer, Printers } from './printer.ts'

/** An operator that does what the primitive does. */
const same =
  (operation: string): Printer<UnaryName | BinaryName> =>
  (_, args, { emit }) =>
    emit.node(operation, args)

/** A comparison: 1 or 0, null where either is null. */
const comparison =
  (operation: string): Printer<BinaryName> =>
  (_, args, { emit }) => {
    const [a, b] = args as Pair
    return nullWhere(emit, either(emit, isNan(emit, a), isNan(emit, b)), emit.cast(emit.node(operation, args), 'double'))
  }

/** The first where it compares so with the second, or is null; else the second. */
const extreme =
  (operation: string): Printer<BinaryName> =>
  (_, args, { emit }) => {
    const [a, b] = args as Pair
    return where(emit, either(emit, emit.node(operation, args), isNan(emit, a)), a, b)
  }

type Pair = readonly [Parameters<typeof isNan>[1], Parameters<typeof isNan>[1]]

/**
 * The primitives in ONNX, over float64 with NaN as null. Its operators compute in IEEE 754, as the machine does; conditions are selected by `Where`, since `Min`, `Max`
 * and comparisons have other rules for NaN.
 */
export const printers: Printers = {
  const: ({ value }, _, { emit }) => emit.number(value),
  add: same('Add'),
  sub: same('Sub'),
  mul: same('Mul'),
  div: (_, args, { emit }) => nullWhere(emit, emit.node('Equal', [args[1]!, emit.number(0)]), emit.node('Div', args)),
  // C's `pow` gives 1 for 1 to any power, infinite and NaN too, and for anything to the power of 0.
  pow: (_, args, { emit }) => {
    const [base, exponent] = args as Pair
    const isNull = either(emit, isNan(emit, base), isNan(emit, exponent))
    const divides = both(emit, emit.node('Equal', [base, emit.number(0)]), emit.node('Less', [exponent, emit.number(0)]))
    const isUnit = emit.node('Equal', [emit.node('Abs', [base]), emit.number(1)])
    const isEndless = both(emit, isUnit, emit.node('IsInf', [exponent]))
    return nullWhere(emit, either(emit, either(emit, isNull, divides), isEndless), emit.node('Pow', args))
  },
  min: extreme('LessOrEqual'),
  max: extreme('GreaterOrEqual'),
  lt: comparison('Less'),
  le: comparison('LessOrEqual'),
  eq: comparison('Equal'),
  and: (_, args, { emit }) => {
    const [a, b] = args as Pair
    const fails = either(emit, emit.node('Equal', [a, emit.number(0)]), emit.node('Equal', [b, emit.number(0)]))
    const isOpen = either(emit, isNan(emit, a), isNan(emit, b))
    return where(emit, fails, emit.number(0), nullWhere(emit, isOpen, emit.number(1)))
  },
  or: (_, args, { emit }) => {
    const [a, b] = args as Pair
    const isOpen = either(emit, isNan(emit, a), isNan(emit, b))
    return where(emit, either(emit, holds(emit, a), holds(emit, b)), emit.number(1), nullWhere(emit, isOpen, emit.number(0)))
  },
  not: (_, [x], { emit }) => nullWhere(emit, isNan(emit, x!), emit.cast(emit.node('Equal', [x!, emit.number(0)]), 'double')),
  isNull: (_, [x], { emit }) => emit.cast(isNan(emit, x!), 'double'),
  coalesce: (_, args, { emit }) => {
    const [a, b] = args as Pair
    return where(emit, isNan(emit, a), b, a)
  },
  when: (_, [condition, then, otherwise], { emit }) => where(emit, holds(emit, condition!), then!, otherwise!),
  floor: same('Floor'),
  abs: same('Abs'),
  sqrt: same('Sqrt'),
  log: (_, [x], { emit }) => where(emit, emit.node('Greater', [x!, emit.number(0)]), emit.node('Log', [x!]), emit.number(Number.NaN)),
  // Some releases of the runtime clamp the argument, which turns NaN into a number.
  exp: (_, [x], { emit }) => nullWhere(emit, isNan(emit, x!), emit.node('Exp', [x!])),
  lookup: printLookup,
  bucket: printBucket,
  pick: printPick,
  // One by one, since a product of matrices is free to sum in another order.
  linear: ({ weights, intercept }, args, { emit }) =>
    args.reduce((sum, x, i) => emit.node('Add', [sum, emit.node('Mul', [emit.number(weights[i]!), x])]), emit.number(intercept)),
  trees: printTrees,
}
