import type { SqlPrinters } from './dialect.ts'
import {
  asCondition,
  asNullable,
  asNumber,
  booleanFragment,
  numberFragment,
  type SqlFragment,
  type SqlRange,
  widest,
  withoutNan,
} from './fragment.ts'
import { numberLiteral } from './literal.ts'
import { printBucket } from './print-bucket.ts'
import { printLookup } from './print-lookup.ts'
import { printPick } from './print-pick.ts'
import { printTrees } from './print-trees.ts'

type Args = readonly SqlFragment[]

const isNonZero = ({ constant }: SqlFragment) => constant !== undefined && constant !== 0 && Number.isFinite(constant)
const staysFinite = ({ range }: SqlFragment) => range === 'finite'

/** Two infinities may give NaN; finite numbers may overflow. */
const rangeOfSum = (args: Args): SqlRange => (args.filter((arg) => !staysFinite(arg)).length > 1 ? 'nan' : overflow(args))
/** Infinity times 0 is NaN. */
const rangeOfProduct = (args: Args): SqlRange => (args.every(staysFinite) || args.some(isNonZero) ? overflow(args) : 'nan')
const overflow = (args: Args): SqlRange => widest('infinite', ...args.map(({ range }) => range))

/** A function of one number that keeps NaN, infinity and null. */
const call =
  (name: string, range = (x: SqlFragment) => x.range) =>
  (_: unknown, [x]: Args) =>
    numberFragment(`${name}(${asNumber(x!)})`, range(x!))

const infix = (operator: string, range: (args: Args) => SqlRange) => (_: unknown, args: Args) =>
  numberFragment(`(${args.map(asNumber).join(` ${operator} `)})`, range(args))

const comparison = (operator: string) => (_: unknown, args: Args) => booleanFragment(`(${args.map(asNullable).join(` ${operator} `)})`)

const logical = (operator: string) => (_: unknown, args: Args) => booleanFragment(`(${args.map(asCondition).join(` ${operator} `)})`)

/** The first operand where it compares so with the second; null where either is. */
const extreme = (operator: string) => (_: unknown, args: Args) => {
  const [a, b] = args.map(asNullable)
  return numberFragment(
    `CASE WHEN ${a} ${operator} ${b} THEN ${a} WHEN ${a} IS NOT NULL THEN ${b} END`,
    withoutNan(widest(...args.map(({ range }) => range))),
  )
}

/** A function that raises outside its domain; NaN, which DuckDB holds greater than all numbers, passes through. */
const guarded =
  (name: string, domain: string) =>
  (_: unknown, [x]: Args) =>
    numberFragment(`CASE WHEN ${asNumber(x!)} ${domain} THEN ${name}(${asNumber(x!)}) END`, x!.range)

/**
 * The primitives in DuckDB's SQL.
 *
 * DuckDB computes in IEEE 754: overflow is infinity and NaN may arise, as in the machine. It differs in that NaN equals itself and is
 * greater than all numbers, so operations that compare or ask for null make NaN null first; and `pow` follows C, where 1 to any power and
 * anything to the power of 0 is 1.
 */
export const duckdbPrinters: SqlPrinters = {
  column: (node, _, column) => column(node),
  const: ({ value }) => ({
    ...numberFragment(numberLiteral(value), Number.isFinite(value) || Number.isNaN(value) ? 'finite' : 'infinite'),
    constant: value,
  }),
  add: infix('+', rangeOfSum),
  sub: infix('-', rangeOfSum),
  mul: infix('*', rangeOfProduct),
  div: (_, [a, b]) => {
    const divisor = isNonZero(b!) ? b!.sql : `nullif(${asNumber(b!)}, 0e0)`
    return numberFragment(`(${asNumber(a!)} / ${divisor})`, rangeOfSum([a!, b!]))
  },
  pow: (_, args) => {
    const [base, exponent] = args.map(asNullable)
    const power = `pow(${base}, ${exponent})`
    const endless = staysFinite(args[1]!) ? '' : ` OR (abs(${base}) = 1e0 AND isinf(${exponent}))`
    return numberFragment(`CASE WHEN (${base} = 0e0 AND ${exponent} < 0e0)${endless} THEN NULL ELSE ${power} END`, 'nan')
  },
  min: extreme('<='),
  max: extreme('>='),
  lt: comparison('<'),
  le: comparison('<='),
  eq: comparison('='),
  and: logical('AND'),
  or: logical('OR'),
  not: (_, [a]) => booleanFragment(`(NOT ${asCondition(a!)})`),
  isNull: (_, [a]) => booleanFragment(`(${asNullable(a!)} IS NULL)`),
  coalesce: (_, [a, b]) => numberFragment(`coalesce(${asNullable(a!)}, ${asNumber(b!)})`, widest(withoutNan(a!.range), b!.range)),
  when: (_, [condition, then, otherwise]) =>
    numberFragment(
      `CASE WHEN ${asCondition(condition!)} THEN ${asNumber(then!)} ELSE ${asNumber(otherwise!)} END`,
      widest(then!.range, otherwise!.range),
    ),
  floor: call('floor'),
  abs: call('abs'),
  sqrt: guarded('sqrt', '>= 0e0'),
  log: guarded('ln', '> 0e0'),
  exp: call('exp', (x) => widest('infinite', x.range)),
  lookup: (node, [text]) => printLookup(node, text!),
  bucket: ({ edges }, [x]) => printBucket(edges, x!),
  pick: ({ values }, [index]) => printPick(values, index!),
  linear: ({ weights, intercept }, args) => {
    const terms = args.map((x, i) => `${numberLiteral(weights[i]!)} * ${asNumber(x)}`)
    return numberFragment(`(${[numberLiteral(intercept), ...terms].join(' + ')})`, args.length === 0 ? 'finite' : 'nan')
  },
  trees: printTrees,
}
