// The hot loops of a fit in AssemblyScript: what they do is said in src/trainers/boosting/kernels/kernels.ts, and how by the reference beside it.
// Each gives the bits of its reference; addresses are bytes from the beginning of the arena. `npm run kernels` compiles them.

const BINS: i32 = 256
const COLUMN_BYTES: usize = 2048
/** Rows and columns whose bins are gathered before any is added up: with the histograms of eight columns they fit the nearest cache. */
const CHUNK_ROWS: i32 = 256
const GROUP_COLUMNS: i32 = 32

export function histogram(
  slot: usize,
  columns: i32,
  stride: i32,
  order: usize,
  packed: usize,
  bins: usize,
  chunk: usize,
  from: i32,
  count: i32,
): void {
  memory.fill(slot, 0, (stride as usize) * COLUMN_BYTES)
  for (let first = 0; first < columns; first += GROUP_COLUMNS) {
    const group = slot + (first as usize) * COLUMN_BYTES
    const width = min(GROUP_COLUMNS, columns - first)
    for (let start = 0; start < count; start += CHUNK_ROWS) {
      const rows = min(CHUNK_ROWS, count - start)
      const members = order + ((from + start) << 2)
      if (stride - first >= GROUP_COLUMNS) gatherWhole(members, bins + first, chunk, rows, stride)
      else gatherPart(members, bins + first, chunk, rows, stride, stride - first)
      addColumns(group, chunk, packed + ((from + start) << 3), rows, width)
    }
  }
}

function gatherWhole(order: usize, bins: usize, chunk: usize, rows: i32, stride: i32): void {
  const end = order + (rows << 2)
  for (; order < end; order += 4, chunk += GROUP_COLUMNS) {
    const address = bins + (load<i32>(order) as usize) * (stride as usize)
    v128.store(chunk, v128.load(address))
    v128.store(chunk, v128.load(address, 16), 16)
  }
}

function gatherPart(order: usize, bins: usize, chunk: usize, rows: i32, stride: i32, width: i32): void {
  const end = order + (rows << 2)
  for (; order < end; order += 4, chunk += GROUP_COLUMNS) {
    const address = bins + (load<i32>(order) as usize) * (stride as usize)
    for (let byte = 0; byte < width; byte += 4) store<u32>(chunk + byte, load<u32>(address + byte))
  }
}

/** Adds up a chunk, eight columns at a time; bins are shifted to bytes, and columns are offsets of the instruction. */
function addColumns(group: usize, chunk: usize, gradients: usize, rows: i32, columns: i32): void {
  let column = 0
  for (; column + 4 < columns; column += 8) add8(group + (column as usize) * COLUMN_BYTES, chunk + column, gradients, rows)
  if (column + 2 < columns) add4(group + (column as usize) * COLUMN_BYTES, chunk + column, gradients, rows)
  else if (column < columns) add2(group + (column as usize) * COLUMN_BYTES, chunk + column, gradients, rows)
}

function add2(block: usize, bins: usize, gradients: usize, rows: i32): void {
  let at: usize
  const end = gradients + (rows << 3)
  for (; gradients < end; gradients += 8, bins += GROUP_COLUMNS) {
    const gradient = load<f64>(gradients)
    const a = load<u16>(bins) as u32
    at = block + (((a & 255) << 3) as usize)
    store<f64>(at, load<f64>(at) + gradient)
    at = block + (((a >>> 5) & 2040) as usize)
    store<f64>(at, load<f64>(at, 2048) + gradient, 2048)
  }
}

function add4(block: usize, bins: usize, gradients: usize, rows: i32): void {
  let at: usize
  const end = gradients + (rows << 3)
  for (; gradients < end; gradients += 8, bins += GROUP_COLUMNS) {
    const gradient = load<f64>(gradients)
    const a = load<u32>(bins)
    at = block + (((a & 255) << 3) as usize)
    store<f64>(at, load<f64>(at) + gradient)
    at = block + (((a >>> 5) & 2040) as usize)
    store<f64>(at, load<f64>(at, 2048) + gradient, 2048)
    at = block + (((a >>> 13) & 2040) as usize)
    store<f64>(at, load<f64>(at, 4096) + gradient, 4096)
    at = block + (((a >>> 21) & 2040) as usize)
    store<f64>(at, load<f64>(at, 6144) + gradient, 6144)
  }
}

function add8(block: usize, bins: usize, gradients: usize, rows: i32): void {
  let at: usize
  const end = gradients + (rows << 3)
  for (; gradients < end; gradients += 8, bins += GROUP_COLUMNS) {
    const gradient = load<f64>(gradients)
    const a = load<u32>(bins)
    const b = load<u32>(bins, 4)
    at = block + (((a & 255) << 3) as usize)
    store<f64>(at, load<f64>(at) + gradient)
    at = block + (((a >>> 5) & 2040) as usize)
    store<f64>(at, load<f64>(at, 2048) + gradient, 2048)
    at = block + (((a >>> 13) & 2040) as usize)
    store<f64>(at, load<f64>(at, 4096) + gradient, 4096)
    at = block + (((a >>> 21) & 2040) as usize)
    store<f64>(at, load<f64>(at, 6144) + gradient, 6144)
    at = block + (((b & 255) << 3) as usize)
    store<f64>(at, load<f64>(at, 8192) + gradient, 8192)
    at = block + (((b >>> 5) & 2040) as usize)
    store<f64>(at, load<f64>(at, 10240) + gradient, 10240)
    at = block + (((b >>> 13) & 2040) as usize)
    store<f64>(at, load<f64>(at, 12288) + gradient, 12288)
    at = block + (((b >>> 21) & 2040) as usize)
    store<f64>(at, load<f64>(at, 14336) + gradient, 14336)
  }
}

export function merge(to: usize, part: usize, partBytes: usize, workers: i32, bins: i32): void {
  for (let bin = 0; bin < bins; bin++) mergeBin(to + (bin << 3), part + (bin << 3), partBytes, workers)
  if (bins < BINS) mergeBin(to + (BINS - 1) * 8, part + (BINS - 1) * 8, partBytes, workers)
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function mergeBin(to: usize, from: usize, partBytes: usize, workers: i32): void {
  let sum: f64 = 0
  for (let worker = 0; worker < workers; worker++) {
    sum += load<f64>(from)
    from += partBytes
  }
  store<f64>(to, sum)
}

export function subtract(to: usize, from: usize, bins: i32): void {
  const end = to + ((bins >> 1) << 4)
  for (; to < end; to += 16, from += 16) v128.store(to, f64x2.sub(v128.load(to), v128.load(from)))
  if (bins & 1) subtractBin(to, from)
  const rest = (BINS - 1 - ((bins >> 1) << 1)) << 3
  if (bins < BINS) subtractBin(to + rest, from + rest)
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function subtractBin(to: usize, from: usize): void {
  store<f64>(to, load<f64>(to) - load<f64>(from))
}

export function scan(
  column: usize,
  bins: i32,
  totalGradient: f64,
  totalHessian: f64,
  lambda: f64,
  least: f64,
  scale: f64,
  unit: f64,
  gain: usize,
  left: usize,
  bin: usize,
  missing: usize,
): void {
  const absent = load<f64>(column + (BINS - 1) * 8)
  store<i32>(missing, -1)
  if (absent == 0) scanPresent(column, bins, totalGradient, totalHessian, lambda, least, scale, unit, gain, left, bin)
  else scanBothWays(column, bins, absent, totalGradient, totalHessian, lambda, least, scale, unit, gain, left, bin, missing)
}

function scanPresent(
  column: usize,
  bins: i32,
  totalGradient: f64,
  totalHessian: f64,
  lambda: f64,
  least: f64,
  scale: f64,
  unit: f64,
  gainAt: usize,
  leftAt: usize,
  binAt: usize,
): void {
  const inverse = 1 / scale
  let bestBin = -1
  let bestNumerator: f64 = 0
  let bestDenominator: f64 = 1
  let bestLeft: f64 = 0
  let left: f64 = 0
  for (let bin = 0; bin < bins; bin++) {
    const here = load<f64>(column + (bin << 3))
    if (here == 0) continue
    left += here
    const leftGradient = floor(left * inverse)
    const leftHessian = left - leftGradient * scale
    if (leftHessian < least) continue
    const rightHessian = totalHessian - leftHessian
    if (rightHessian < least) break
    const rightGradient = totalGradient - leftGradient
    const a = leftHessian + lambda
    const b = rightHessian + lambda
    const numerator = leftGradient * leftGradient * b + rightGradient * rightGradient * a
    const denominator = a * b
    if (numerator * bestDenominator > bestNumerator * denominator) {
      bestBin = bin
      bestNumerator = numerator
      bestDenominator = denominator
      bestLeft = left
    }
  }
  store<i32>(binAt, bestBin)
  store<f64>(gainAt, (bestNumerator / bestDenominator) * unit)
  store<f64>(leftAt, bestLeft)
}

function scanBothWays(
  column: usize,
  bins: i32,
  absent: f64,
  totalGradient: f64,
  totalHessian: f64,
  lambda: f64,
  least: f64,
  scale: f64,
  unit: f64,
  gainAt: usize,
  leftAt: usize,
  binAt: usize,
  missingAt: usize,
): void {
  const inverse = 1 / scale
  let bestBin = -1
  let bestSide = 0
  let bestNumerator: f64 = 0
  let bestDenominator: f64 = 1
  let bestLeft: f64 = 0
  let present: f64 = 0
  for (let bin = 0; bin < bins; bin++) {
    const here = load<f64>(column + (bin << 3))
    if (here == 0) continue
    present += here
    let left = present
    for (let side = 0; side < 2; side++) {
      const leftGradient = floor(left * inverse)
      const leftHessian = left - leftGradient * scale
      const rightHessian = totalHessian - leftHessian
      if (leftHessian >= least && rightHessian >= least) {
        const rightGradient = totalGradient - leftGradient
        const a = leftHessian + lambda
        const b = rightHessian + lambda
        const numerator = leftGradient * leftGradient * b + rightGradient * rightGradient * a
        const denominator = a * b
        if (numerator * bestDenominator > bestNumerator * denominator) {
          bestBin = bin
          bestSide = side
          bestNumerator = numerator
          bestDenominator = denominator
          bestLeft = left
        }
      }
      left += absent
    }
  }
  store<i32>(missingAt, bestSide)
  store<i32>(binAt, bestBin)
  store<f64>(gainAt, (bestNumerator / bestDenominator) * unit)
  store<f64>(leftAt, bestLeft)
}

export function partition(
  order: usize,
  packed: usize,
  spare: usize,
  sparePacked: usize,
  columnBins: usize,
  goesLeft: usize,
  from: i32,
  count: i32,
): i32 {
  const start = order + (from << 2)
  const end = start + (count << 2)
  let gradients = packed + (from << 3)
  let left = start
  let leftPacked = gradients
  let right = spare + (from << 2)
  let rightPacked = sparePacked + (from << 3)
  for (let at = start; at < end; at += 4, gradients += 8) {
    const row = load<i32>(at)
    const gradient = load<f64>(gradients)
    const side = load<u8>(goesLeft + load<u8>(columnBins + (row as usize))) as usize
    store<i32>(left, row)
    store<f64>(leftPacked, gradient)
    store<i32>(right, row)
    store<f64>(rightPacked, gradient)
    left += side << 2
    leftPacked += side << 3
    right += 4 - (side << 2)
    rightPacked += 8 - (side << 3)
  }
  const moved = right - (spare + (from << 2))
  memory.copy(left, spare + (from << 2), moved)
  memory.copy(leftPacked, sparePacked + (from << 3), moved << 1)
  return ((left - start) >> 2) as i32
}

/** Half the width of the table of the sigmoid, its cells to a unit, and its cells. */
const LIMIT: f64 = 16
const CELLS_PER_UNIT: f64 = 128
const CELLS: f64 = 4096

export function logLoss(
  members: usize,
  scores: usize,
  target: usize,
  weights: usize,
  gradients: usize,
  hessians: usize,
  sigmoid: usize,
  from: i32,
  count: i32,
  base: f64,
): void {
  for (let i = from; i < from + count; i++) {
    const row = load<i32>(members + (i << 2)) as usize
    const place = min(max((load<f64>(scores + (row << 3)) + base + LIMIT) * CELLS_PER_UNIT, 0), CELLS - 1e-9)
    const cell = floor(place)
    const at = sigmoid + ((cell as i32) << 3)
    const low = load<f64>(at)
    const probability = low + (load<f64>(at, 8) - low) * (place - cell)
    const weight: f64 = weights == 0 ? 1 : load<f64>(weights + (row << 3))
    store<f32>(gradients + (row << 2), ((probability - load<f64>(target + (row << 3))) * weight) as f32)
    store<f32>(hessians + (row << 2), (probability * (1 - probability) * weight) as f32)
  }
}

const WHOLE: f64 = 268435456

export function magnitudes(
  members: usize,
  gradients: usize,
  hessians: usize,
  figures: usize,
  from: i32,
  count: i32,
  gradientLimit: f64,
  hessianLimit: f64,
): void {
  const gradientFactor: f64 = gradientLimit > 0 ? WHOLE / gradientLimit : 0
  const hessianFactor: f64 = hessianLimit > 0 ? WHOLE / hessianLimit : 0
  let gradientSum: f64 = 0
  let hessianSum: f64 = 0
  for (let i = from; i < from + count; i++) {
    const row = load<i32>(members + (i << 2)) as usize
    gradientSum += floor(abs(load<f32>(gradients + (row << 2)) as f64) * gradientFactor + 0.5)
    hessianSum += floor((load<f32>(hessians + (row << 2)) as f64) * hessianFactor + 0.5)
  }
  store<f64>(figures, gradientSum)
  store<f64>(figures, hessianSum, 8)
}

export function pack(
  order: usize,
  gradients: usize,
  hessians: usize,
  hashes: usize,
  packed: usize,
  from: i32,
  count: i32,
  salt: i32,
  gradientFactor: f64,
  hessianFactor: f64,
  scale: f64,
): void {
  for (let i = from; i < from + count; i++) {
    const row = load<i32>(order + (i << 2)) as usize
    const mixed = mix(load<i32>(hashes + (row << 2)) ^ salt)
    const gradient = floor((load<f32>(gradients + (row << 2)) as f64) * gradientFactor + ((mixed & 0xffff) as f64) / 65536)
    const hessian: f64 =
      hessianFactor == 0 ? 1 : floor((load<f32>(hessians + (row << 2)) as f64) * hessianFactor + (((mixed as u32) >>> 16) as f64) / 65536)
    store<f64>(packed + (i << 3), gradient * scale + hessian)
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function mix(bits: i32): i32 {
  let mixed = bits as u32
  mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b
  mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35
  return (mixed ^ (mixed >>> 16)) as i32
}

export function update(order: usize, scores: usize, from: i32, count: i32, value: f64): void {
  for (let i = from; i < from + count; i++) {
    const address = scores + ((load<i32>(order + (i << 2)) as usize) << 3)
    store<f64>(address, load<f64>(address) + value)
  }
}
