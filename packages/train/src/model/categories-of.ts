import type { FittedFeatures, Json } from '@millrace/core'

/** Name of the transform whose outputs are codes of categories. */
const categorical = 'categorical'

/**
 * For each feature the number of its categories, null where it is a number; undefined where all are numbers.
 *
 * A feature is one of categories where it is what `categorical` gives, and nothing was done to it afterwards.
 */
export function categoriesOf({
  names,
  serving,
  learned,
}: Pick<FittedFeatures, 'names' | 'serving' | 'learned'>): (number | null)[] | undefined {
  const counts = new Map<number, number>()
  for (const { kind, feature, state } of learned) {
    const node = serving.outputs.get(feature)
    if (kind !== categorical || node === undefined || serving.nodes[node]!.op !== 'lookup') continue
    counts.set(node, (state as { readonly values: readonly Json[] }).values.length)
  }
  return counts.size === 0 ? undefined : names.map((name) => counts.get(serving.outputs.get(name)!) ?? null)
}
