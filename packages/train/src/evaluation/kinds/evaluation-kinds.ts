import type { TaskKind } from '@millrace/core'
import { binaryEvaluation } from './binary.ts'
import type { EvaluationKind } from './evaluation-kind.ts'
import { multiclassEvaluation } from './multiclass.ts'
import { regressionEvaluation } from './regression.ts'

const kinds: { readonly [Kind in TaskKind]: EvaluationKind<Kind> } = {
  binary: binaryEvaluation,
  multiclass: multiclassEvaluation,
  regression: regressionEvaluation,
}

/** How models of a target's kind are measured. */
export function evaluationOf<Kind extends TaskKind>({ kind }: { readonly kind: Kind }): EvaluationKind<Kind> {
  return kinds[kind] as EvaluationKind<Kind>
}
