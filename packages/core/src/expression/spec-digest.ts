import { digestJson } from '../json/digest.ts'
import type { Json } from '../json/json.ts'
import type { SpecNode } from './expr.ts'
import type { AnyFeatureSpec } from './features.ts'

/**
 * A digest of what features are, before fitting: equal specs have equal digests, wherever they were written.
 *
 * It covers names, operations, and kind, version and params of every transform, not the code of transforms.
 *
 * @param features - the spec
 * @returns `sha256:` and 64 hexadecimal digits
 * @throws MillraceError `E_JSON_UNSUPPORTED` when the params of a transform are not JSON
 * @example
 * ```ts
 * import { add, defineFeatures, specDigest } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const more = (by: number) => specDigest(defineFeatures(Loan, ({ amount }) => ({ more: add(amount, by) })))
 * more(1) === more(1) // => true
 * more(1) === more(2) // => false
 * ```
 * @category Features
 * @since 0.1.0
 */
export function specDigest({ features }: AnyFeatureSpec): string {
  const nodes: Json[] = []
  const known = new Map<SpecNode, number>()
  const visit = (node: SpecNode): number => {
    const found = known.get(node)
    if (found !== undefined) return found
    const index = nodes.push(describe(node, visit)) - 1
    known.set(node, index)
    return index
  }
  const outputs = Object.entries(features).map(([name, { node }]) => [name, visit(node)])
  return digestJson({ nodes, outputs })
}

function describe(node: SpecNode, visit: (node: SpecNode) => number): Json {
  if (node.kind === 'symbol') return { symbol: node.name }
  if (node.kind !== 'operation') {
    const { kind, version, params = null } = node.definition
    return { [node.kind]: kind, version, params, input: visit(node.input) }
  }
  const { args = [], ...attributes } = node.operation as { readonly args?: readonly SpecNode[] }
  const plain = JSON.parse(
    JSON.stringify(attributes, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value)),
  )
  return { ...plain, args: args.map(visit) }
}
