/** Most nodes, arguments of a node and outputs that a loaded graph may have. */
export const graphLimits = Object.freeze({ nodes: 200_000, arguments: 100_000, outputs: 100_000 })
