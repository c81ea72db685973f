import type { TaskKind } from '@millrace/core'
import { binaryEvidence } from './evidence-binary.ts'
import type { EvidenceKind } from './evidence-kind.ts'
import { multiclassEvidence } from './evidence-multiclass.ts'
import { regressionEvidence } from './evidence-regression.ts'

const kinds: { readonly [Kind in TaskKind]: EvidenceKind<Kind> } = {
  binary: binaryEvidence,
  multiclass: multiclassEvidence,
  regression: regressionEvidence,
}

/** What evidence of a kind is; the caller gives it none of another kind. */
export function evidenceKind(kind: TaskKind): EvidenceKind<TaskKind> {
  return kinds[kind] as EvidenceKind<TaskKind>
}

/** All metrics that can be compared. */
export const comparedMetrics: readonly string[] = [...new Set(Object.values(kinds).flatMap(({ metrics }) => metrics))]
