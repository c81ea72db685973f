import { type PackedTrees, packTrees, rowsAtOnce } from './pack-trees.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'
import { createNativeDescent, type NativeDescent } from './webassembly/native-descent.ts'

/** What `predictTrees` runs. It owns scratch memory: one compilation a machine, none across an `await`. */
export interface CompiledTrees {
  readonly ensemble: TreeEnsemble
  /** Null when a tree is too large to pack; the ensemble is then walked as it is. */
  readonly packs: readonly PackedTrees[] | null
  /** The packs in WebAssembly, made when a block is worth it; null for one that it does not serve. */
  readonly native: () => readonly (NativeDescent | null)[]
  /** What the sum of the leaves is divided by. */
  readonly divisor: number
  /** Scratch: the sums of `rowsAtOnce` rows. */
  readonly sums: Float64Array
}

/** Prepares a checked ensemble, once, for any number of predictions. */
export function compileTrees(ensemble: TreeEnsemble): CompiledTrees {
  const packs = packTrees(ensemble)
  let native: readonly (NativeDescent | null)[] | undefined
  return {
    ensemble,
    packs,
    native: () => (native ??= (packs ?? []).map((pack) => (pack.categories === null ? createNativeDescent(pack) : null))),
    divisor: ensemble.aggregate === 'mean' ? ensemble.roots.length : 1,
    sums: new Float64Array(rowsAtOnce),
  }
}
