// The sums of a design in AssemblyScript, bit for bit those of src/trainers/linear/design: the order of additions is the same, two columns at a time.
// Addresses are bytes; a block is 128 rows, a group four columns that lie side by side.

const BLOCK_ROWS: i32 = 128
const GROUP_BYTES: usize = 4096
const ROW_BYTES: usize = 32

/** Adds `X' W X` to zeros; a curvature at 0 is all 1. */
export function gram(values: usize, curvature: usize, rows: i32, width: i32, out: usize, weighted: usize): void {
  const groups = width >> 2
  for (let row = 0; row < rows; row += BLOCK_ROWS) {
    const block = values + (row as usize) * (width as usize) * 8
    const bytes = (min(BLOCK_ROWS, rows - row) as usize) * ROW_BYTES
    for (let j = 0; j < groups; j++) {
      let left = block + (j as usize) * GROUP_BYTES
      if (curvature != 0) {
        weigh(left, curvature + ((row as usize) << 3), weighted, bytes)
        left = weighted
      }
      for (let k = j; k < groups; k++) {
        const to = out + (((j as usize) * (width as usize) + (k as usize)) << 5)
        addTile(to, (width as usize) << 3, left, block + (k as usize) * GROUP_BYTES, bytes)
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function weigh(from: usize, curvature: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += ROW_BYTES, curvature += 8) {
    const weight = v128.load64_splat(curvature)
    v128.store(to + at, f64x2.mul(weight, v128.load(from + at)))
    v128.store(to + at, f64x2.mul(weight, v128.load(from + at, 16)), 16)
  }
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, low: v128, high: v128): void {
  v128.store(to, f64x2.add(v128.load(to), low))
  v128.store(to, f64x2.add(v128.load(to, 16), high), 16)
}

function addTile(to: usize, step: usize, left: usize, right: usize, bytes: usize): void {
  let a01 = f64x2.splat(0)
  let a23 = f64x2.splat(0)
  let b01 = f64x2.splat(0)
  let b23 = f64x2.splat(0)
  let c01 = f64x2.splat(0)
  let c23 = f64x2.splat(0)
  let d01 = f64x2.splat(0)
  let d23 = f64x2.splat(0)
  for (let at: usize = 0; at < bytes; at += ROW_BYTES) {
    const x01 = v128.load(right + at)
    const x23 = v128.load(right + at, 16)
    const a = v128.load64_splat(left + at)
    a01 = f64x2.add(a01, f64x2.mul(a, x01))
    a23 = f64x2.add(a23, f64x2.mul(a, x23))
    const b = v128.load64_splat(left + at, 8)
    b01 = f64x2.add(b01, f64x2.mul(b, x01))
    b23 = f64x2.add(b23, f64x2.mul(b, x23))
    const c = v128.load64_splat(left + at, 16)
    c01 = f64x2.add(c01, f64x2.mul(c, x01))
    c23 = f64x2.add(c23, f64x2.mul(c, x23))
    const d = v128.load64_splat(left + at, 24)
    d01 = f64x2.add(d01, f64x2.mul(d, x01))
    d23 = f64x2.add(d23, f64x2.mul(d, x23))
  }
  addTo(to, a01, a23)
  addTo(to + step, b01, b23)
  addTo(to + 2 * step, c01, c23)
  addTo(to + 3 * step, d01, d23)
}

/** Writes `X w` of a block; an odd last row is followed by one of zeros. */
export function multiply(block: usize, count: i32, width: i32, coefficients: usize, margins: usize): void {
  const groups = width >> 2
  memory.fill(margins, 0, (BLOCK_ROWS as usize) << 3)
  for (let j = 0; j < groups; j++) {
    const w01 = v128.load(coefficients + ((j as usize) << 5))
    const w23 = v128.load(coefficients + ((j as usize) << 5), 16)
    let at = block + (j as usize) * GROUP_BYTES
    for (let row = 0; row < count; row += 2, at += 2 * ROW_BYTES) {
      const p = f64x2.mul(w01, v128.load(at))
      const q = f64x2.mul(w23, v128.load(at, 16))
      const r = f64x2.mul(w01, v128.load(at, 32))
      const s = f64x2.mul(w23, v128.load(at, 48))
      const first = f64x2.add(v128.shuffle<f64>(p, r, 0, 2), v128.shuffle<f64>(p, r, 1, 3))
      const second = f64x2.add(v128.shuffle<f64>(q, s, 0, 2), v128.shuffle<f64>(q, s, 1, 3))
      const to = margins + ((row as usize) << 3)
      v128.store(to, f64x2.add(v128.load(to), f64x2.add(first, second)))
    }
  }
}

/** Adds `X' r` of a block to sums. */
export function transposed(block: usize, count: i32, width: i32, residuals: usize, sums: usize): void {
  const groups = width >> 2
  for (let j = 0; j < groups; j++) {
    let s01 = f64x2.splat(0)
    let s23 = f64x2.splat(0)
    let at = block + (j as usize) * GROUP_BYTES
    for (let row = 0; row < count; row++, at += ROW_BYTES) {
      const residual = v128.load64_splat(residuals + ((row as usize) << 3))
      s01 = f64x2.add(s01, f64x2.mul(residual, v128.load(at)))
      s23 = f64x2.add(s23, f64x2.mul(residual, v128.load(at, 16)))
    }
    addTo(sums + ((j as usize) << 5), s01, s23)
  }
}
