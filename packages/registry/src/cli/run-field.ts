import { MillraceError, type Run } from '@millrace/core'

/** Something of a run that can be asked for, ordered by or shown. */
export type RunField =
  | { readonly metric: string }
  | { readonly param: string }
  | { readonly tag: string }
  | { readonly dataset: 'name' | 'digest' | 'context' }
  | { readonly attribute: 'id' | 'name' | 'status' | 'user' | 'parentId' | 'startedAtMs' | 'endedAtMs' }

const attributes = ['id', 'name', 'status', 'user', 'parentId', 'startedAtMs', 'endedAtMs'] as const
const datasetParts = ['name', 'digest', 'context'] as const

/** How a field is written: `metrics.auc`, `params."learning rate"`, `tags.team`, `dataset.digest`, `status`. */
export const fieldPattern = /(?:(?<kind>metrics?|params?|tags?|datasets?|attributes?)\.)?(?:"(?<quoted>[^"]+)"|(?<plain>[^\s"=!<>]+))/

/** The field that matched groups of {@link fieldPattern} name. */
export function fieldOf(groups: Readonly<Record<string, string | undefined>>, text: string): RunField {
  const { quoted, plain = '' } = groups
  const kind = groups.kind?.toLowerCase() ?? 'attribute'
  const name = quoted ?? plain
  if (kind.startsWith('metric')) return { metric: name }
  if (kind.startsWith('param')) return { param: name }
  if (kind.startsWith('tag')) return { tag: name }
  const dataset = kind.startsWith('dataset') ? datasetParts.find((part) => part === name) : undefined
  if (dataset) return { dataset }
  const attribute = kind.startsWith('attribute') ? attributes.find((one) => one === name) : undefined
  if (attribute) return { attribute }
  const known = ['metrics.NAME', 'params.NAME', 'tags.NAME', ...datasetParts.map((part) => `dataset.${part}`), ...attributes]
  throw filterInvalid(text, `'${name}' is nothing that a run has; there are ${known.join(', ')}`)
}

/** Reads a field that stands alone. */
export function parseField(text: string): RunField {
  const groups = new RegExp(`^${fieldPattern.source}$`).exec(text.trim())?.groups
  if (!groups) throw filterInvalid(text, "write a field such as 'metrics.auc'")
  return fieldOf(groups, text)
}

/** A field as it is written. */
export function fieldText(field: RunField): string {
  if ('metric' in field) return `metrics.${field.metric}`
  if ('param' in field) return `params.${field.param}`
  if ('tag' in field) return `tags.${field.tag}`
  return 'dataset' in field ? `dataset.${field.dataset}` : field.attribute
}

/** What a run has there; several datasets together. */
export function fieldValue(run: Run, field: RunField): number | string | undefined {
  if ('metric' in field) return run.metrics.get(field.metric)?.value
  if ('param' in field) return run.params.get(field.param)
  if ('tag' in field) return run.tags.get(field.tag)
  if ('attribute' in field) return run[field.attribute]
  const values = run.inputs.flatMap((input) => input[field.dataset] ?? [])
  return values.length > 0 ? values.join(', ') : undefined
}

/** The error for a filter, order or column that cannot be read. */
export const filterInvalid = (text: string, remedy: string): MillraceError =>
  new MillraceError({ code: 'E_FILTER_INVALID', message: `'${text}' cannot be read: ${remedy}`, details: { text } })
