import { columnsRead, type Graph } from '../../graph/graph.ts'
import { featurePrefix } from '../model-definition.ts'

/** A feature as an argument of the node that is explained. */
export interface GroupedFeature {
  readonly feature: string
  /** Place among the arguments. */
  readonly place: number
}

/** Features that read the same input columns. */
export interface FeatureGroup {
  readonly columns: readonly string[]
  readonly features: readonly GroupedFeature[]
}

/** Groups the arguments of a node by the columns that they read, in the order in which these first occur. */
export function groupFeatures({ nodes, outputs }: Graph, args: readonly number[]): readonly FeatureGroup[] {
  const names = featureNames(outputs)
  const groups = new Map<string, { readonly columns: readonly string[]; readonly features: GroupedFeature[] }>()
  args.forEach((argument, place) => {
    const columns = columnsRead(nodes, [argument])
    const key = JSON.stringify([...columns].sort())
    const group = groups.get(key) ?? { columns, features: [] }
    group.features.push({ feature: names(argument), place })
    groups.set(key, group)
  })
  return [...groups.values()]
}

/** Names features by node, in their order; equal features are one node and share it. */
function featureNames(outputs: ReadonlyMap<string, number>): (node: number) => string {
  const names = new Map<number, string[]>()
  for (const [name, node] of outputs) {
    if (!name.startsWith(featurePrefix)) continue
    const own = names.get(node) ?? []
    own.push(name.slice(featurePrefix.length))
    names.set(node, own)
  }
  return (node) => {
    const own = names.get(node) ?? [`node ${node}`]
    return own.length > 1 ? own.shift()! : own[0]!
  }
}
