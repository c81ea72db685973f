/**
 * Most nodes, arguments of a node and outputs that a loaded graph may have.
 *
 * @example
 * ```ts
 * import { graphLimits } from '@millrace/core'
 *
 * graphLimits // => { nodes: 200000, arguments: 100000, outputs: 100000 }
 * ```
 * @category Graph
 * @since 0.1.0
 */
export const graphLimits = Object.freeze({ nodes: 200_000, arguments: 100_000, outputs: 100_000 })
