import { asNullable, type SqlFragment } from './fragment.ts'
import { numberLiteral, textLiteral } from './literal.ts'

/** Up to here values are compared one by one, above they are taken from a list. */
const comparedValues = 64

/** A number to the string at that index, null where there is none. */
export function printPick(values: readonly string[], index: SqlFragment): SqlFragment {
  return { sql: values.length > comparedValues ? pickFromList(values, index) : compare(values, index), type: 'string', range: 'finite' }
}

/** The index itself as an INTEGER, -1 where there is no value: what a string column of a table holds. */
export function printCode(values: readonly string[], index: SqlFragment): string {
  return `CASE WHEN ${isIndex(values, index)} THEN CAST(${asNullable(index)} AS INTEGER) ELSE -1 END`
}

function compare(values: readonly string[], index: SqlFragment): string {
  const branches = values.map((value, i) => `WHEN ${asNullable(index)} = ${numberLiteral(i)} THEN ${textLiteral(value)}`)
  return branches.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE ${branches.join(' ')} END`
}

function pickFromList(values: readonly string[], index: SqlFragment): string {
  const list = `[${values.map(textLiteral).join(', ')}]`
  return `CASE WHEN ${isIndex(values, index)} THEN list_extract(${list}, CAST(${asNullable(index)} AS BIGINT) + 1) END`
}

function isIndex({ length }: readonly string[], index: SqlFragment): string {
  const number = asNullable(index)
  return `${number} >= 0e0 AND ${number} < ${numberLiteral(length)} AND ${number} = floor(${number})`
}
