import { type ColumnSpec, MillraceError, type TargetRecord } from '@millrace/core'
import type { Answer } from './answer.ts'
import type { ImportTarget } from './import-options.ts'

type Label = string | number | boolean

/** What the model records of its target; `labels` are what the answer's indexes stand for. */
export interface ResolvedTarget {
  readonly record: TargetRecord
  readonly label: ColumnSpec
  readonly labels: readonly Label[]
}

/** Joins what the file answers with what the user calls it. */
export function resolveTarget(format: string, answer: Answer, found: readonly Label[], wanted: ImportTarget | undefined): ResolvedTarget {
  const column = wanted?.column ?? 'target'
  if (wanted !== undefined && wanted.kind !== answer.kind) {
    throw wrongTarget(format, `the file is a model of ${answer.kind}, and target.kind is '${wanted.kind}'; give the file's kind`)
  }
  const labels = labelsOf(found, wanted)
  if (labels.length !== found.length) {
    throw wrongTarget(
      format,
      `the file has ${found.length} classes, and target.classes names ${labels.length}; name each, in the file's order`,
    )
  }
  if (new Set(labels).size < labels.length || labels.some((label) => typeof label !== typeof labels[0])) {
    throw wrongTarget(format, 'the labels are not distinct values of one type; name them in target')
  }
  const label = labelColumn(labels)
  if (answer.kind === 'regression') return { record: { kind: 'regression', column }, label, labels }
  if (answer.kind === 'multiclass') return { record: { kind: 'multiclass', column, classes: labels }, label, labels }
  const [negative, positive] = labels as [Label, Label]
  return { record: { kind: 'binary', column, positive, negative, threshold: answer.threshold }, label, labels }
}

function labelsOf(found: readonly Label[], wanted: ImportTarget | undefined): readonly Label[] {
  if (wanted?.kind === 'multiclass') return wanted.classes ?? found
  return wanted?.kind === 'binary' ? [wanted.negative ?? found[0]!, wanted.positive ?? found[1]!] : found
}

function labelColumn(labels: readonly Label[]): ColumnSpec {
  const common = { name: labels.length === 0 ? 'value' : 'label', nullable: false, optional: false }
  if (typeof labels[0] === 'string') return { ...common, kind: 'category', categories: labels as readonly string[] }
  if (typeof labels[0] === 'boolean') return { ...common, kind: 'boolean' }
  return { ...common, kind: labels.length > 0 && labels.every(Number.isInteger) ? 'integer' : 'number' }
}

function wrongTarget(format: string, problem: string): MillraceError {
  return new MillraceError({ code: 'E_IMPORT_TARGET', message: `${format}: ${problem}`, details: { format } })
}
