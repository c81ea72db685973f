import { MillraceError } from '../errors/millrace-error.ts'
import type { SpecNode } from '../expression/expr.ts'
import type { AnyFeatureSpec } from '../expression/features.ts'
import type { Learned } from './lowering.ts'

/** One output of the features. */
export interface NamedOutput {
  readonly name: string
  readonly serving: SpecNode
  readonly training: SpecNode
}

/** The outputs in order: a feature by its own name, each of a group as `feature:output`; names are unique. */
export function nameOutputs({ features }: AnyFeatureSpec, learned: ReadonlyMap<SpecNode, Learned>): NamedOutput[] {
  const outputs = Object.entries(features).flatMap(([name, { node }]) => {
    if (node.kind !== 'group') return [{ name, serving: node, training: node }]
    const became = learned.get(node)! as { readonly [K in keyof Learned]: readonly (readonly [string, SpecNode])[] }
    return became.serving.map(([part, serving], i) => ({ name: `${name}:${part}`, serving, training: became.training[i]![1] }))
  })
  const seen = new Set<string>()
  for (const { name } of outputs) {
    if (seen.has(name)) {
      const message = `two outputs of the features are called '${name}'; a group must name each once`
      throw new MillraceError({ code: 'E_FEATURES_INVALID', message, details: { feature: name } })
    }
    seen.add(name)
  }
  return outputs
}
