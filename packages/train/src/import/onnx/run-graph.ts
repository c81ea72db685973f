import type { ColumnSpec } from '@millrace/core'
import { invalidFile, shorten, unsupportedFile } from '../import-error.ts'
import { importLimits } from '../import-limits.ts'
import { NodeView } from './node-view.ts'
import { elementwise } from './operators/elementwise.ts'
import { features } from './operators/features.ts'
import { linear } from './operators/linear.ts'
import { shape } from './operators/shape.ts'
import { trees } from './operators/trees.ts'
import { readInputs } from './read-inputs.ts'
import type { NodeMessage, OnnxMessage } from './read-model.ts'
import { readTensor } from './tensor.ts'
import type { Labels, Numbers, Value } from './value.ts'

const operators: Readonly<Record<string, (node: NodeView) => Value[]>> = { ...elementwise, ...features, ...linear, ...shape, ...trees }
const estimators = new Set(['TreeEnsembleClassifier', 'TreeEnsembleRegressor', 'LinearClassifier', 'LinearRegressor'])

/** What a graph reads, estimates and gives. */
export interface GraphAnswer {
  readonly inputs: readonly ColumnSpec[]
  readonly outputs: readonly Value[]
  /** The last estimator: its operator, what it reads and what it gives. */
  readonly estimator: { readonly op: string; readonly reads: Numbers; readonly gives: Labels | Numbers } | null
}

/** Runs a graph with columns in place of numbers; each operator turns expressions into others. */
export function runOnnx({ graph = {} }: OnnxMessage, columns?: readonly string[]): GraphAnswer {
  const values = new Map<string, Value>()
  const depths = new Map<string, number>()
  for (const tensor of graph.tensors ?? []) values.set(tensor.name ?? '', readTensor(tensor))
  const { inputs, values: given } = readInputs(
    (graph.inputs ?? []).filter(({ name = '' }) => !values.has(name)),
    columns,
  )
  for (const [name, value] of given) values.set(name, value)
  const nodes = graph.nodes ?? []
  if (nodes.length > importLimits.operators)
    throw unsupportedFile('ONNX', `${nodes.length} operators are too many; at most ${importLimits.operators} are read`)
  let estimator: GraphAnswer['estimator'] = null
  for (const node of nodes) {
    const view = viewOf(node, values)
    const depth = 1 + Math.max(0, ...(node.input ?? []).slice(0, 1_000).map((name) => depths.get(name) ?? 0))
    if (depth > importLimits.chain) throw view.unsupported(`comes after ${importLimits.chain} others; longer chains are not read`)
    const found = run(view)
    for (const [i, name] of (node.output ?? []).entries()) {
      if (name === '') continue
      if (values.has(name)) throw view.invalid(`its output '${shorten(name)}' is given twice`)
      depths.set(name, depth)
      if (found[i] !== undefined) values.set(name, found[i])
    }
    if (estimators.has(view.op)) estimator = { op: view.op, reads: view.numbers(0), gives: found[0] as Labels | Numbers }
  }
  const outputs = (graph.outputs ?? []).map(({ name = '' }) => {
    const value = values.get(name)
    if (value === undefined) throw invalidFile('ONNX', 'the graph', `nothing gives its output '${shorten(name)}'`)
    return value
  })
  return { inputs, outputs, estimator }
}

function viewOf(node: NodeMessage, values: ReadonlyMap<string, Value>): NodeView {
  const inputs = (node.input ?? []).map((name) => {
    if (name === '') return undefined
    const value = values.get(name)
    if (value === undefined) throw new NodeView(node, []).invalid(`nothing before it gives its input '${shorten(name)}'`)
    return value
  })
  return new NodeView(node, inputs)
}

function run(view: NodeView): Value[] {
  if (view.op === 'Constant') {
    const tensor = view.tensor('value')
    if (tensor === undefined) throw view.unsupported('without a tensor is not read')
    return [tensor]
  }
  if (!Object.hasOwn(operators, view.op))
    throw unsupportedFile('ONNX', `the operator ${view.op} is not read`, { operator: shorten(view.op) })
  const values = operators[view.op]!(view)
  const width = Math.max(...values.map((value) => ('columns' in value ? value.columns.length : 0)))
  if (width > importLimits.features) throw view.unsupported(`gives ${width} columns; at most ${importLimits.features} are read`)
  return values
}
