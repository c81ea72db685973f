import type { Column, Graph, GraphNode, StringColumn, Table } from '@millrace/core'
import type { TestEngine } from '@millrace/data/testing'
import { onnxNullText } from '../null-text.ts'
import { printOnnx } from '../print-onnx.ts'

/**
 * What `onnxruntime-node`, or another of the ONNX runtimes of npm, exports.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface OnnxRuntime {
  /** Makes tensors. */
  readonly Tensor: OnnxTensorConstructor
  /** Loads files. */
  readonly InferenceSession: { create(bytes: Uint8Array, options?: object): Promise<OnnxSession> }
}

/**
 * Makes tensors.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface OnnxTensorConstructor {
  /** Of a type, data and dimensions. */
  new (type: never, data: never, dims: never): unknown
}

/**
 * A loaded file.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface OnnxSession {
  /** Names of the inputs. */
  readonly inputNames: readonly string[]
  /** Names of the outputs, in order. */
  readonly outputNames: readonly string[]
  /** Runs the graph. */
  run(feeds: never): Promise<Readonly<Record<string, unknown>>>
  /** Frees what it holds. */
  release?(): Promise<void>
}

/**
 * ONNX as an engine of `testTransform`: graphs are printed and run by the runtime that is given.
 *
 * @param runtime - the module `onnxruntime-node`; or why it could not be loaded, and the tests are then skipped with this reason
 * @example
 * ```ts
 * import { onnxTestEngine } from '@millrace/train/testing'
 *
 * onnxTestEngine('onnxruntime-node is not installed').unavailable // => 'onnxruntime-node is not installed'
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function onnxTestEngine(runtime: OnnxRuntime | string): TestEngine {
  if (typeof runtime === 'string')
    return Object.freeze({ name: 'ONNX', unavailable: runtime, run: () => Promise.reject(new Error(runtime)) })
  // A graph is run over several tables in a row, and loading takes longer than running.
  let last: { readonly graph: Graph; readonly session: Promise<OnnxSession> } | undefined
  return Object.freeze({
    name: 'ONNX',
    async run(graph, table) {
      if (last?.graph !== graph) {
        await (await last?.session)?.release?.()
        last = { graph, session: loadOnnx(runtime, printNumbered(graph)) }
      }
      const columns = await scoreOnnx(runtime, await last.session, table)
      return new Map([...graph.outputs.keys()].map((name, i) => [name, columns.get(numbered(i))!]))
    },
  } satisfies TestEngine)
}

/** Outputs are numbered, since they may be called what no file may call them. */
function printNumbered({ nodes, outputs }: Graph): Uint8Array {
  const renamed = [...outputs.values()].map((node, i) => [numbered(i), node] as const)
  return printOnnx({ nodes: nodes.map(withoutNul), outputs: new Map(renamed) }, { inputShape: 'vector' })
}

const numbered = (index: number) => `output ${index}`

/** The binding of Node ends strings at NUL, wherefore data and keys have another character in its place. */
const escaped = (text: string) => text.replaceAll('\0', '\ue001')

function withoutNul(node: GraphNode): GraphNode {
  return node.op === 'lookup' ? { ...node, keys: node.keys.map(escaped) } : node
}

/** Loads a file, to be run on one thread. */
export const loadOnnx = (runtime: OnnxRuntime, bytes: Uint8Array): Promise<OnnxSession> =>
  runtime.InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 })

/** Scores a table: one column an output. */
export async function scoreOnnx(runtime: OnnxRuntime, session: OnnxSession, table: Table): Promise<ReadonlyMap<string, Column>> {
  const feeds = session.inputNames.map((name) => [name, tensorOf(runtime, table.column(name as never))] as const)
  const results = await session.run(Object.fromEntries(feeds) as never)
  return new Map(session.outputNames.map((name) => [name, columnOf(results[name] as OnnxTensor)]))
}

interface OnnxTensor {
  readonly data: Float64Array | readonly string[]
}

function tensorOf({ Tensor }: OnnxRuntime, column: Column): unknown {
  const [type, data] = column.type === 'number' ? (['float64', column.values] as const) : (['string', textsOf(column)] as const)
  return new Tensor(type as never, data as never, [data.length] as never)
}

function textsOf({ codes, dictionary }: StringColumn): string[] {
  const texts = dictionary.map(escaped)
  return Array.from(codes, (code) => texts[code] ?? onnxNullText)
}

function columnOf({ data }: OnnxTensor): Column {
  if (data instanceof Float64Array) return { type: 'number', values: data }
  const dictionary = [...new Set(data)].filter((text) => text !== onnxNullText)
  const codes = new Map(dictionary.map((text, code) => [text, code]))
  return { type: 'string', dictionary, codes: Int32Array.from(data, (text) => codes.get(text) ?? -1) }
}
