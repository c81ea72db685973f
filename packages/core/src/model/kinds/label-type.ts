import type { ColumnSpec } from '../../schema/column-spec.ts'
import type { ClassLabel } from '../target-record.ts'

const types = { string: 'string', category: 'string', boolean: 'boolean', number: 'number', integer: 'number' } as const

/** What is wrong with labels of a column's kind, or null. */
export function labelFault({ kind }: ColumnSpec, labels: readonly ClassLabel[]): string | null {
  if (kind === 'day' || kind === 'instant') return `the label is of kind ${kind}; it is a string, a number or a boolean`
  return labels.every((label) => typeof label === types[kind]) ? null : `the labels of the target are not of kind ${kind}`
}
