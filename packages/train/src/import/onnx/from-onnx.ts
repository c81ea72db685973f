import type { Expr } from '@millrace/core'
import { assembleImport } from '../assemble-import.ts'
import { checkSize } from '../check-size.ts'
import type { ImportedModel, ImportOptions, ImportTarget } from '../import-options.ts'
import { answerOf } from './answer-of.ts'
import { readOnnx } from './read-model.ts'
import { type GraphAnswer, runOnnx } from './run-graph.ts'
import { warningsOf } from './warnings.ts'

/**
 * Reads a model of tables from ONNX: ensembles of trees, linear models and the pipelines around them, as skl2onnx and onnxmltools write them.
 *
 * A file means what onnxruntime answers, even where that is not what the exported model would have said; `estimator.warnings` names the known cases: directions of null
 * that the exporter dropped, categories that it misread, thresholds rounded to float32, labels that are not cut where the probability says. Columns are the inputs by
 * name; an input of several columns gives `name[0]`, `name[1]`, …, which `columns` renames. Splits on float inputs decide as float32 would, for every double; sums are
 * float64, so probabilities agree to about 1e-6. Null is NaN among numbers, and among strings an unknown category. Explanations of trees count each leaf alike, as the
 * file does not say how many rows reached it.
 *
 * @param bytes - the whole file
 * @param options - name, target and column names
 * @returns the model, with golden rows made from its thresholds
 * @throws MillraceError `E_IMPORT_INVALID` when the file is damaged, `E_IMPORT_UNSUPPORTED` when it has an operator, a mode or a type that is not read,
 * `E_IMPORT_TARGET` and `E_IMPORT_COLUMNS` when the options do not fit it, `E_IMPORT_TOO_LARGE`
 * @see https://onnx.ai/onnx/operators/index.html
 * @example
 * ```ts
 * import { fromOnnx } from '@millrace/train'
 *
 * fromOnnx(Uint8Array.of(1, 2, 3)) // => throws E_IMPORT_INVALID
 * ```
 * @category Import
 * @since 0.1.0
 */
export function fromOnnx<const Target extends ImportTarget = ImportTarget>(
  bytes: Uint8Array,
  options: ImportOptions<Target> = {},
): ImportedModel<Target> {
  checkSize('ONNX', bytes, options.maxBytes)
  const file = readOnnx(bytes)
  const run = runOnnx(file, options.columns)
  const { answer, labels } = answerOf(run)
  const operator = run.estimator?.op ?? 'none'
  const estimator = {
    kind: 'onnx',
    params: { operator },
    diagnostics: { producer: `${file.producer ?? 'unknown'} ${file.producerVersion ?? ''}`.trim().slice(0, 200) },
    warnings: warningsOf(file),
  }
  return assembleImport('ONNX', { inputs: run.inputs, features: featuresOf(run), answer, labels, estimator }, options)
}

/** What the estimator reads, each under a name of its own. */
function featuresOf({ estimator }: GraphAnswer): ReadonlyMap<string, Expr<number>> {
  const features = new Map<string, Expr<number>>()
  for (const [j, { name, expr }] of (estimator?.reads.columns ?? []).entries())
    features.set(name === '' || features.has(name) ? `${name}#${j}` : name, expr)
  return features
}
