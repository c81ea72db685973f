import type { PackedCategories } from './pack-categories.ts'
import { lanes, linkShift, type PackedTrees, slotMask } from './pack-trees.ts'

/** Walks that advance together: half as many as without sets, since each needs more registers. */
const together = 4

// As the step of `descend.ts`, with the bit of the row's category beside the comparison: one of the two is always 0.
function step(
  links: Int32Array,
  thresholds: Float64Array,
  slots: Float64Array,
  categories: Int32Array,
  starts: Int32Array,
  words: Int32Array,
  node: number,
  lane: number,
): number {
  const link = links[node]!
  const slot = (link & slotMask) + lane
  const category = categories[slot]!
  const bit = (words[starts[node]! + (category >> 5)]! >>> category) & 1
  return (link >>> linkShift) + (Number(slots[slot]! > thresholds[node]!) | bit)
}

/** `descendRows` for trees of which some split by categories. */
export function descendRowsBySets(
  { trees, roots, links, thresholds, features, slots }: PackedTrees,
  { starts, words, rows: categories }: PackedCategories,
  rows: number,
  sums: Float64Array,
): void {
  for (let tree = 0; tree < trees; tree++) {
    const root = roots[tree]!
    for (let row = 0; row < rows; row += together) {
      const own = row & (lanes - 1)
      const lane = (row - own) * features.length + own
      let n0 = root
      let n1 = root
      let n2 = root
      let n3 = root
      while (((links[n0]! | links[n1]! | links[n2]! | links[n3]!) & slotMask) !== 0) {
        n0 = step(links, thresholds, slots, categories, starts, words, n0, lane)
        n1 = step(links, thresholds, slots, categories, starts, words, n1, lane + 1)
        n2 = step(links, thresholds, slots, categories, starts, words, n2, lane + 2)
        n3 = step(links, thresholds, slots, categories, starts, words, n3, lane + 3)
        n0 = step(links, thresholds, slots, categories, starts, words, n0, lane)
        n1 = step(links, thresholds, slots, categories, starts, words, n1, lane + 1)
        n2 = step(links, thresholds, slots, categories, starts, words, n2, lane + 2)
        n3 = step(links, thresholds, slots, categories, starts, words, n3, lane + 3)
      }
      sums[row]! += thresholds[n0]!
      sums[row + 1]! += thresholds[n1]!
      sums[row + 2]! += thresholds[n2]!
      sums[row + 3]! += thresholds[n3]!
    }
  }
}

/** `descendTrees` for trees of which some split by categories. */
export function descendTreesBySets(
  { roots, links, thresholds, slots }: PackedTrees,
  { starts, words, rows: categories }: PackedCategories,
  start: number,
): number {
  let sum = start
  for (let tree = 0; tree < roots.length; tree += together) {
    let n0 = roots[tree]!
    let n1 = roots[tree + 1]!
    let n2 = roots[tree + 2]!
    let n3 = roots[tree + 3]!
    while (((links[n0]! | links[n1]! | links[n2]! | links[n3]!) & slotMask) !== 0) {
      n0 = step(links, thresholds, slots, categories, starts, words, n0, 0)
      n1 = step(links, thresholds, slots, categories, starts, words, n1, 0)
      n2 = step(links, thresholds, slots, categories, starts, words, n2, 0)
      n3 = step(links, thresholds, slots, categories, starts, words, n3, 0)
      n0 = step(links, thresholds, slots, categories, starts, words, n0, 0)
      n1 = step(links, thresholds, slots, categories, starts, words, n1, 0)
      n2 = step(links, thresholds, slots, categories, starts, words, n2, 0)
      n3 = step(links, thresholds, slots, categories, starts, words, n3, 0)
    }
    sum = sum + thresholds[n0]! + thresholds[n1]! + thresholds[n2]! + thresholds[n3]!
  }
  return sum
}
