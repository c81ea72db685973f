import { blockRows, type Design, groupColumns, groupSize } from './design.ts'

/**
 * `X' W X` row by row, each row as wide as the design; what is above the diagonal is set, and part of what is below.
 *
 * @param design - the columns
 * @param curvature - weight of each row; all 1 where null
 */
export function sumGram(design: Design, curvature: Float64Array | null): Float64Array {
  const gram = new Float64Array(design.width * design.width)
  for (let block = 0; block < design.blocks; block++) {
    const start = block * blockRows
    const count = design.load(block)
    addGram(design, count, curvature?.subarray(start, start + count) ?? null, gram)
  }
  return gram
}

/** Adds `X' W X` of the loaded block. */
export function addGram({ values, width, native }: Design, count: number, curvature: Float64Array | null, gram: Float64Array): void {
  if (native !== null) {
    native.addGram(count, curvature, gram)
    return
  }
  const weighted = new Float64Array(groupSize)
  for (let j = 0; j < width; j += groupColumns) {
    const from = j * blockRows
    if (curvature === null) weighted.set(values.subarray(from, from + groupSize))
    else weigh(values, from, curvature, count, weighted)
    for (let k = j; k < width; k += groupColumns) addTile(gram, j * width + k, width, weighted, values, k * blockRows, count)
  }
}

function weigh(values: Float64Array, from: number, curvature: Float64Array, count: number, weighted: Float64Array): void {
  for (let r = 0, at = 0; r < count; r++, at += 4) {
    const weight = curvature[r]!
    const source = from + at
    weighted[at] = weight * values[source]!
    weighted[at + 1] = weight * values[source + 1]!
    weighted[at + 2] = weight * values[source + 2]!
    weighted[at + 3] = weight * values[source + 3]!
  }
}

/** Adds the products of four weighted columns with four plain ones: sixteen sums that do not wait for each other. */
function addTile(
  gram: Float64Array,
  to: number,
  width: number,
  weighted: Float64Array,
  values: Float64Array,
  from: number,
  count: number,
): void {
  let a0 = 0
  let a1 = 0
  let a2 = 0
  let a3 = 0
  let b0 = 0
  let b1 = 0
  let b2 = 0
  let b3 = 0
  let c0 = 0
  let c1 = 0
  let c2 = 0
  let c3 = 0
  let d0 = 0
  let d1 = 0
  let d2 = 0
  let d3 = 0
  const end = 4 * count
  for (let at = 0; at < end; at += 4) {
    const source = from + at
    const x0 = values[source]!
    const x1 = values[source + 1]!
    const x2 = values[source + 2]!
    const x3 = values[source + 3]!
    const a = weighted[at]!
    const b = weighted[at + 1]!
    const c = weighted[at + 2]!
    const d = weighted[at + 3]!
    a0 += a * x0
    a1 += a * x1
    a2 += a * x2
    a3 += a * x3
    b0 += b * x0
    b1 += b * x1
    b2 += b * x2
    b3 += b * x3
    c0 += c * x0
    c1 += c * x1
    c2 += c * x2
    c3 += c * x3
    d0 += d * x0
    d1 += d * x1
    d2 += d * x2
    d3 += d * x3
  }
  addRow(gram, to, a0, a1, a2, a3)
  addRow(gram, to + width, b0, b1, b2, b3)
  addRow(gram, to + 2 * width, c0, c1, c2, c3)
  addRow(gram, to + 3 * width, d0, d1, d2, d3)
}

function addRow(gram: Float64Array, to: number, s0: number, s1: number, s2: number, s3: number): void {
  gram[to]! += s0
  gram[to + 1]! += s1
  gram[to + 2]! += s2
  gram[to + 3]! += s3
}
