import { type Graph, type GraphNode, MillraceError, reachable } from '@millrace/core'
import { createEmitter, type Emitter, type OnnxValue } from './emitter.ts'
import { nameFaultOf, onnxNullText } from './null-text.ts'
import { columnValue, printNodes } from './print-nodes.ts'
import { either, isNan, nullWhere, where } from './printers/numeric.ts'
import { encodeModel, type OnnxPort } from './protobuf/model.ts'
import { unsupported } from './unsupported.ts'

/**
 * How a graph becomes an ONNX file.
 *
 * @category ONNX
 * @since 0.1.0
 */
export interface PrintOnnxOptions {
  /** Name of the graph in the file. @defaultValue `'millrace'` */
  readonly name?: string
  /**
   * Shape of each input: `[rows]`, or `[rows, 1]` as converters of scikit-learn write.
   *
   * @defaultValue `'vector'`; `'column'` where there is one input: what MLflow feeds of a data frame
   */
  readonly inputShape?: 'vector' | 'column'
}

/**
 * Prints a graph as an ONNX file, which gives the numbers that the machine gives: bit for bit where no log, exp or pow takes part, else within 1e-12 of max(1, |x|).
 *
 * Each column is an input of its own name: `double` for numbers, booleans (1 and 0), days and instants, with NaN as null; `string` for strings, with
 * {@link onnxNullText} as null. Each output is a vector, `[rows]`, of `double` or `string` with the same nulls, infinity being null; one that has the name of a column
 * is called `output:NAME`. The file is of format 8 with the operators of ONNX 1.10 (15, and `ai.onnx.ml` 3), and equal graphs give equal bytes.
 *
 * @param graph - a resolved graph, such as `fitted.serving`
 * @param options - name and shape of inputs
 * @returns the bytes of the file
 * @throws MillraceError `E_ONNX_UNSUPPORTED` when something cannot be expressed: a text that stands for null, more leaves than float32 can count, a file of 2 GB;
 * `E_GRAPH_INVALID` when an output is a string column
 * @see https://github.com/onnx/onnx/blob/main/docs/IR.md
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, mul } from '@millrace/core'
 * import { printOnnx } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), fromRows(Loan, []))
 * printOnnx(serving) instanceof Uint8Array // => true
 * ```
 * @category ONNX
 * @since 0.1.0
 */
export function printOnnx(graph: Graph, options: PrintOnnxOptions = {}): Uint8Array {
  const inputs = graph.nodes.filter((node) => node.op === 'column')
  return printFile(graph.nodes, { ...options, inputs, outputs: [...graph.outputs].map(([name, node]) => ({ name, node })), metadata: {} })
}

/** All that a file says. */
export interface OnnxPlan extends PrintOnnxOptions {
  readonly inputs: readonly { readonly name: string; readonly type: 'number' | 'string' }[]
  readonly outputs: readonly OnnxOutput[]
  /** Nodes of scores: a row for which one is null or infinite is null in outputs that are scored. */
  readonly scores?: readonly number[]
  readonly metadata: Readonly<Record<string, string>>
}

/** An output of a file. */
export interface OnnxOutput {
  readonly name: string
  readonly node: number
  /** Whether it is null where a score is. @defaultValue false */
  readonly scored?: boolean
}

/** The bytes of a file. */
export function printFile(nodes: readonly GraphNode[], plan: OnnxPlan): Uint8Array {
  const { name = 'millrace', inputs, outputs, scores = [], metadata } = plan
  const { inputShape = inputs.length === 1 ? 'column' : 'vector' } = plan
  for (const output of outputs) checkName(output)
  const taken = new Set(inputs.map((input) => input.name))
  const named = outputs.map((output) => ({ ...output, name: taken.has(output.name) ? `output:${output.name}` : output.name }))
  const reserved = new Set([...taken, ...named.map((output) => output.name)])
  const [first] = inputs
  const emit = createEmitter({ reserved, rows: first && columnValue(first.name) })
  const values = printNodes(nodes, reachable(nodes, [...outputs.map(({ node }) => node), ...scores]), emit)
  const numberOf = (node: number) => finite(emit, values.get(node)!)
  const unscored = scores
    .map((score) => isNan(emit, numberOf(score)))
    .reduce<OnnxValue | null>((any, one) => (any ? either(emit, any, one) : one), null)
  for (const output of named) {
    const isText = outputType(nodes, output) === 'string'
    const value = isText ? values.get(output.node)! : numberOf(output.node)
    emit.output(output.name, output.scored && unscored ? nullAt(emit, unscored, value, isText) : value)
  }
  const type = (of: 'number' | 'string') => (of === 'number' ? 'double' : of)
  return withinLimit(
    encodeModel({
      ...{ name, description, metadata, constants: emit.constants, nodes: emit.nodes },
      inputs: inputs.map((input): OnnxPort => ({ name: input.name, type: type(input.type), shape: inputShape })),
      outputs: named.map((output): OnnxPort => ({ name: output.name, type: type(outputType(nodes, output)), shape: 'vector' })),
    }),
  )
}

function checkName({ name }: OnnxOutput): void {
  const fault = nameFaultOf(name)
  if (fault !== null) throw unsupported(`${fault}; the output is ${JSON.stringify(name)}`)
}

const description =
  'Null is NaN in numbers and the text U+E000 "null" in strings. Booleans are 1 and 0; days count from 1970-01-01, instants are milliseconds from then on.'

/** Infinity is null at an output. */
const finite = (emit: Emitter, x: OnnxValue) => nullWhere(emit, emit.node('IsInf', [x]), x)

function nullAt(emit: Emitter, unscored: OnnxValue, value: OnnxValue, isText: boolean): OnnxValue {
  if (!isText) return nullWhere(emit, unscored, value)
  return where(emit, unscored, emit.tensor({ type: 'string', shape: [], values: [onnxNullText] }), value)
}

function outputType(nodes: readonly GraphNode[], { name, node }: OnnxOutput): 'number' | 'string' {
  const { op, ...rest } = nodes[node]!
  if (op !== 'column' || (rest as { type?: string }).type === 'number') return op === 'pick' ? 'string' : 'number'
  throw new MillraceError({
    code: 'E_GRAPH_INVALID',
    message: `the output '${name}' is a string column; strings leave a graph through 'pick' alone`,
    details: { output: name },
  })
}

/** Protocol Buffers end there. */
const mostBytes = 2 ** 31 - 1

function withinLimit(bytes: Uint8Array): Uint8Array {
  if (bytes.length > mostBytes) throw unsupported(`the file would have ${bytes.length} bytes, and the format ends at ${mostBytes}`)
  return bytes
}
