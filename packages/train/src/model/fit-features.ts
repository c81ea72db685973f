import { type FittedFeatures, fit, hasCode, MillraceError, type Table, type TaskKind, type WorkOptions } from '@millrace/core'
import type { ModelSpec } from './define-model.ts'
import { fitContext } from './fit-context.ts'

/** Fits the features of a spec to training rows; the table that is returned has the stored folds that the training outputs may read. */
export async function fitFeatures(
  spec: Pick<ModelSpec<unknown, unknown, unknown, TaskKind>, 'target' | 'features'>,
  table: Table,
  { seed, signal, progress }: WorkOptions & { readonly seed: number },
): Promise<{ readonly fitted: FittedFeatures; readonly table: Table }> {
  const context = fitContext(spec, table, seed)
  try {
    return { fitted: await fit(spec.features, context.table, { ...context.options, signal, progress }), table: context.table }
  } catch (error) {
    throw hasCode(error, 'E_FIT_CONTEXT_MISSING') && spec.target.kind === 'multiclass' ? encodedByClass(spec.target.column, error) : error
  }
}

function encodedByClass(column: string, cause: unknown): MillraceError {
  return new MillraceError({
    code: 'E_TARGET_ENCODING_MULTICLASS',
    message: `target '${column}': a transform learns from the target as one number, and several classes are none; encode by frequency, one-hot or categorical()`,
    details: { column },
    cause,
  })
}
