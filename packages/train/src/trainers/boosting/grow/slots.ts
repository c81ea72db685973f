import type { Leaf } from './leaf.ts'

/** Hands out histograms; when none is left, the leaf that is least likely to be split soon gives its own up. */
export interface Slots {
  take(holders: readonly Leaf[]): number
  /** Takes one back; -1 is none. */
  give(slot: number): void
}

/** @param count - at least 2, so that two children always find one each */
export function createSlots(count: number): Slots {
  const unused = Array.from({ length: count }, (_, slot) => count - 1 - slot)
  return {
    take(holders) {
      const slot = unused.pop()
      if (slot !== undefined) return slot
      let poorest: Leaf | undefined
      for (const leaf of holders) if (leaf.slot >= 0 && (poorest === undefined || leaf.split!.gain < poorest.split!.gain)) poorest = leaf
      const taken = poorest!.slot
      poorest!.slot = -1
      return taken
    },
    give(slot) {
      if (slot >= 0) unused.push(slot)
    },
  }
}
