import { graphLimits, treeLimits } from '@millrace/core'

/** What a file may hold; more is refused before it is stored. */
export const importLimits = Object.freeze({
  bytes: 268_435_456,
  features: graphLimits.arguments,
  trees: treeLimits.trees,
  nodes: treeLimits.nodes,
  depth: treeLimits.depth,
  /** Values of all nodes of all classes. */
  cells: 134_217_728,
  /** Operators of an ONNX graph, and how many may follow one another. */
  operators: 10_000,
  chain: 200,
  classes: 1_000,
  nameLength: 1_000,
  categories: 65_536,
})
