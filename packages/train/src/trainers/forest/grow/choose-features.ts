import type { Random } from '@millrace/core'

/** Features in the order in which a split looks at them: drawn without replacement, one at a time; or always in their own order, where all are looked at. */
export function createChooser(features: number, perSplit: number, random: Random) {
  const order = Int32Array.from({ length: features }, (_, feature) => feature)
  return perSplit >= features
    ? (i: number) => i
    : (i: number) => {
        const drawn = i + random.integer(features - i)
        const feature = order[drawn]!
        order[drawn] = order[i]!
        order[i] = feature
        return feature
      }
}
