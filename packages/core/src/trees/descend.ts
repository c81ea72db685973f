import { lanes, linkShift, type PackedTrees, slotMask } from './pack-trees.ts'

// Small enough for the compiler to inline; `Number` of a comparison is a flag, so there is no branch to mispredict.
function step(links: Int32Array, thresholds: Float64Array, slots: Float64Array, node: number, lane: number): number {
  const link = links[node]!
  return (link >>> linkShift) + Number(slots[(link & slotMask) + lane]! > thresholds[node]!)
}

/** Adds every tree's leaf to the sums of the rows whose slots were gathered, a multiple of `lanes`; trees in order. */
export function descendRows({ trees, roots, links, thresholds, features, slots }: PackedTrees, rows: number, sums: Float64Array): void {
  const stride = features.length * lanes
  for (let tree = 0; tree < trees; tree++) {
    const root = roots[tree]!
    for (let row = 0, lane = 0; row < rows; row += lanes, lane += stride) {
      let n0 = root
      let n1 = root
      let n2 = root
      let n3 = root
      let n4 = root
      let n5 = root
      let n6 = root
      let n7 = root
      // A leaf stays where it is, so it does no harm to step twice a test.
      while (((links[n0]! | links[n1]! | links[n2]! | links[n3]! | links[n4]! | links[n5]! | links[n6]! | links[n7]!) & slotMask) !== 0) {
        n0 = step(links, thresholds, slots, n0, lane)
        n1 = step(links, thresholds, slots, n1, lane + 1)
        n2 = step(links, thresholds, slots, n2, lane + 2)
        n3 = step(links, thresholds, slots, n3, lane + 3)
        n4 = step(links, thresholds, slots, n4, lane + 4)
        n5 = step(links, thresholds, slots, n5, lane + 5)
        n6 = step(links, thresholds, slots, n6, lane + 6)
        n7 = step(links, thresholds, slots, n7, lane + 7)
        n0 = step(links, thresholds, slots, n0, lane)
        n1 = step(links, thresholds, slots, n1, lane + 1)
        n2 = step(links, thresholds, slots, n2, lane + 2)
        n3 = step(links, thresholds, slots, n3, lane + 3)
        n4 = step(links, thresholds, slots, n4, lane + 4)
        n5 = step(links, thresholds, slots, n5, lane + 5)
        n6 = step(links, thresholds, slots, n6, lane + 6)
        n7 = step(links, thresholds, slots, n7, lane + 7)
      }
      sums[row]! += thresholds[n0]!
      sums[row + 1]! += thresholds[n1]!
      sums[row + 2]! += thresholds[n2]!
      sums[row + 3]! += thresholds[n3]!
      sums[row + 4]! += thresholds[n4]!
      sums[row + 5]! += thresholds[n5]!
      sums[row + 6]! += thresholds[n6]!
      sums[row + 7]! += thresholds[n7]!
    }
  }
}

/** The sum for the one row whose slots were gathered in lane 0, continued from the sum of earlier trees; trees in order. */
export function descendTrees({ roots, links, thresholds, slots }: PackedTrees, start: number): number {
  let sum = start
  for (let tree = 0; tree < roots.length; tree += lanes) {
    let n0 = roots[tree]!
    let n1 = roots[tree + 1]!
    let n2 = roots[tree + 2]!
    let n3 = roots[tree + 3]!
    let n4 = roots[tree + 4]!
    let n5 = roots[tree + 5]!
    let n6 = roots[tree + 6]!
    let n7 = roots[tree + 7]!
    while (((links[n0]! | links[n1]! | links[n2]! | links[n3]! | links[n4]! | links[n5]! | links[n6]! | links[n7]!) & slotMask) !== 0) {
      n0 = step(links, thresholds, slots, n0, 0)
      n1 = step(links, thresholds, slots, n1, 0)
      n2 = step(links, thresholds, slots, n2, 0)
      n3 = step(links, thresholds, slots, n3, 0)
      n4 = step(links, thresholds, slots, n4, 0)
      n5 = step(links, thresholds, slots, n5, 0)
      n6 = step(links, thresholds, slots, n6, 0)
      n7 = step(links, thresholds, slots, n7, 0)
      n0 = step(links, thresholds, slots, n0, 0)
      n1 = step(links, thresholds, slots, n1, 0)
      n2 = step(links, thresholds, slots, n2, 0)
      n3 = step(links, thresholds, slots, n3, 0)
      n4 = step(links, thresholds, slots, n4, 0)
      n5 = step(links, thresholds, slots, n5, 0)
      n6 = step(links, thresholds, slots, n6, 0)
      n7 = step(links, thresholds, slots, n7, 0)
    }
    sum = sum + thresholds[n0]! + thresholds[n1]! + thresholds[n2]! + thresholds[n3]!
    sum = sum + thresholds[n4]! + thresholds[n5]! + thresholds[n6]! + thresholds[n7]!
  }
  return sum
}
