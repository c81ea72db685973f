// The walks of src/trees/descend.ts in AssemblyScript: the same steps, and the same sums in the same order. Addresses are bytes.
//
// A node is 16 bytes: its threshold, or its value where it is a leaf; the address of its left child, or its own; the offset of its slot, 0 for a leaf.

const ROW_BYTES: usize = 8

// @ts-ignore: decorator
@inline
function step(node: usize, slots: usize): usize {
  const above = load<f64>(slots + (load<u32>(node, 12) as usize)) > load<f64>(node)
  return (load<u32>(node, 8) as usize) + ((above as usize) << 4)
}

/** Adds the leaf of every tree to the sums of rows, a multiple of eight; `stride` is from one block of eight rows to the next. */
export function descend(roots: usize, trees: i32, slots: usize, stride: usize, rows: i32, sums: usize): void {
  const rootsEnd = roots + ((trees as usize) << 2)
  const sumsEnd = sums + (rows as usize) * ROW_BYTES
  for (let root = roots; root < rootsEnd; root += 4) {
    const first = load<u32>(root) as usize
    let s = slots
    for (let sum = sums; sum < sumsEnd; sum += 8 * ROW_BYTES, s += stride) {
      let n0 = first
      let n1 = first
      let n2 = first
      let n3 = first
      let n4 = first
      let n5 = first
      let n6 = first
      let n7 = first
      while (
        (load<u32>(n0, 12) |
          load<u32>(n1, 12) |
          load<u32>(n2, 12) |
          load<u32>(n3, 12) |
          load<u32>(n4, 12) |
          load<u32>(n5, 12) |
          load<u32>(n6, 12) |
          load<u32>(n7, 12)) !=
        0
      ) {
        n0 = step(n0, s)
        n1 = step(n1, s + 8)
        n2 = step(n2, s + 16)
        n3 = step(n3, s + 24)
        n4 = step(n4, s + 32)
        n5 = step(n5, s + 40)
        n6 = step(n6, s + 48)
        n7 = step(n7, s + 56)
        n0 = step(n0, s)
        n1 = step(n1, s + 8)
        n2 = step(n2, s + 16)
        n3 = step(n3, s + 24)
        n4 = step(n4, s + 32)
        n5 = step(n5, s + 40)
        n6 = step(n6, s + 48)
        n7 = step(n7, s + 56)
      }
      store<f64>(sum, load<f64>(sum) + load<f64>(n0))
      store<f64>(sum, load<f64>(sum, 8) + load<f64>(n1), 8)
      store<f64>(sum, load<f64>(sum, 16) + load<f64>(n2), 16)
      store<f64>(sum, load<f64>(sum, 24) + load<f64>(n3), 24)
      store<f64>(sum, load<f64>(sum, 32) + load<f64>(n4), 32)
      store<f64>(sum, load<f64>(sum, 40) + load<f64>(n5), 40)
      store<f64>(sum, load<f64>(sum, 48) + load<f64>(n6), 48)
      store<f64>(sum, load<f64>(sum, 56) + load<f64>(n7), 56)
    }
  }
}
