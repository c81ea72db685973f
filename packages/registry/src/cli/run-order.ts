import type { RunOrder } from '@millrace/core'
import { filterInvalid, parseField } from './run-field.ts'

/** Reads an order: `metrics.auc`, `metrics.auc desc`, `startedAtMs asc`. */
export function parseOrder(text: string): RunOrder {
  const [, name = '', direction] = /^(.*?)(?:\s+(asc|desc))?$/is.exec(text.trim()) ?? []
  const field = parseField(name)
  if ('dataset' in field || ('attribute' in field && field.attribute === 'parentId')) {
    throw filterInvalid(text, 'runs are not ordered by that; use metrics, params, tags, id, name, status, user or times')
  }
  return { ...field, descending: direction?.toLowerCase() === 'desc' } as RunOrder
}
