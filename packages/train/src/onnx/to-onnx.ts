import { featurePrefix, isText, type ModelDefinition } from '@millrace/core'
import { type OnnxOutput, type PrintOnnxOptions, printFile } from './print-onnx.ts'

/**
 * How a model becomes an ONNX file.
 *
 * @category ONNX
 * @since 0.1.0
 */
export interface ToOnnxOptions extends Omit<PrintOnnxOptions, 'name'> {
  /** Whether the features are outputs too, as `feature:NAME`. @defaultValue false */
  readonly features?: boolean
}

/**
 * Prints a whole model as an ONNX file: from named columns to `score`, `probability`, `label`, and `decision` and `reason` where there is a policy. Other tools then
 * score rows as they are, without code for features: Python's `onnxruntime`, MLflow's `onnx` flavor, Triton.
 *
 * Inputs, null and shapes are as {@link printOnnx} says. Each output is a vector of one value a row, which is what MLflow makes columns of:
 * `probability` is that of the positive label; a model of several classes has `score:0`, `probability:0` and so on beside `probability`, that of the label; one of a
 * number has `score` and `value`. A row whose score is null is null in all of them. Labels that are no strings are `double`. The file's metadata holds the target as
 * JSON, `millrace.target`, with the classes in order.
 *
 * The numbers are those of `model.predict`: the trees too, whose leaves are summed in float64. Columns that are only monitored are no inputs.
 *
 * Saved beside a model, as `model.onnx`, it gives the folder MLflow's flavors `onnx` and `python_function`.
 *
 * @param model - a trained or loaded model
 * @param options - whether features are outputs, and the shape of inputs
 * @returns the bytes of the file; equal models give equal bytes
 * @throws MillraceError `E_ONNX_UNSUPPORTED` when something cannot be expressed; the message names node and operation
 * @example
 * ```ts
 * import { defineFeatures, fromRows, saveModel } from '@millrace/core'
 * import { binary, defineModel, dummy, toOnnx, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, (loan) => ({ income: loan.income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: dummy() })
 * const model = await train(spec, fromRows(Loan, [{ income: 1, repaid: 'no' }, { income: 2, repaid: 'yes' }]), { seed: 7 })
 * const saved = await saveModel(model, 'repayment', { files: { 'model.onnx': toOnnx(model) } })
 * saved.folder // => 'repayment'
 * ```
 * @category ONNX
 * @since 0.1.0
 */
export function toOnnx(
  { definition }: { readonly definition: ModelDefinition },
  { features = false, ...options }: ToOnnxOptions = {},
): Uint8Array {
  const { graph, name, inputs, target } = definition
  const outputs: readonly OnnxOutput[] = [...graph.outputs].map(([output, node]) => ({
    name: output,
    node,
    scored: !output.startsWith(featurePrefix),
  }))
  return printFile(graph.nodes, {
    ...options,
    name,
    inputs: inputs.map((column) => ({ name: column.name, type: isText(column.kind) ? 'string' : 'number' })),
    outputs: outputs.filter(({ scored }) => scored || features),
    scores: [...graph.outputs].filter(([output]) => isScore(output)).map(([, node]) => node),
    metadata: { 'millrace.target': JSON.stringify(target) },
  })
}

/** Outputs of which none is null where a row is scored. */
const isScore = (output: string) => /^(score|value|(score|probability):\d+)$/.test(output)
