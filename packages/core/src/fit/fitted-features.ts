import type { Graph } from '../graph/graph.ts'
import type { Json } from '../json/json.ts'

/**
 * What one learner learnt: kept for people and lineage, never executed.
 *
 * @category Fitting
 * @since 0.1.0
 */
export interface Provenance {
  /** The first feature that uses it. */
  readonly feature: string
  /** Name of the transform. */
  readonly kind: string
  /** Version of the transform. */
  readonly version: number
  /** What its factory was called with. */
  readonly params: Json
  /** What it learnt. */
  readonly state: Json
}

/**
 * Features after fitting: plain data.
 *
 * @category Fitting
 * @since 0.1.0
 */
export interface FittedFeatures {
  /** Names of the outputs: a feature's own, or `feature:output` for each of a group. */
  readonly names: readonly string[]
  /** The graph to store and serve. */
  readonly serving: Graph
  /** The graph for training rows, to be used once. */
  readonly training: Graph
  /** What was learnt, in the order of learning. */
  readonly learned: readonly Provenance[]
  /** The engine that was asked. */
  readonly engine: string
}
