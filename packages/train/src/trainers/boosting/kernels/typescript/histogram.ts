import { binsPerColumn, chunkRows } from '../layout.ts'
import type { Views } from '../views.ts'

/** Columns that are added up together: their histograms and a chunk of rows fit the second cache. */
const groupColumns = 32
const groupWords = groupColumns / 4

/**
 * A chunk of rows and the histograms of a group of columns. They are constants of the module, of constant length, since only then does V8 know that no index below is
 * out of bounds: the loops take two thirds of the time. Nothing here waits, so that fits which run side by side do not disturb each other.
 */
const sums = new Float64Array(groupColumns * binsPerColumn)
const gradients = new Float64Array(chunkRows)
const bins = new Uint32Array(chunkRows * groupWords)

/** Makes the histogram kernel of a worker: chunk by chunk, rows are gathered, and then added up 8 columns at a time. */
export function createHistogram({ shape, histograms, order, packed, words }: Views): (slot: number, from: number, count: number) => void {
  const rowWords = shape.stride >> 2
  return (slot, from, count) => {
    for (let first = 0; first < shape.columns; first += groupColumns) {
      const columns = Math.min(groupColumns, shape.columns - first)
      sums.fill(0, 0, columns * binsPerColumn)
      for (let start = 0; start < count; start += chunkRows) {
        const rows = Math.min(chunkRows, count - start)
        gradients.set(packed.subarray(from + start, from + start + rows))
        gatherBins(words, order, from + start, rows, rowWords, first >> 2, Math.ceil(columns / 4))
        addColumns(rows, columns)
      }
      histograms.set(
        columns === groupColumns ? sums : sums.subarray(0, columns * binsPerColumn),
        (slot * shape.stride + first) * binsPerColumn,
      )
    }
  }
}

/** Copies some words of each row of a chunk, four at a time. */
function gatherBins(
  words: Uint32Array,
  order: Int32Array,
  from: number,
  rows: number,
  rowWords: number,
  source: number,
  count: number,
): void {
  for (let word = 0; word < count; word += 4) gathers[Math.min(4, count - word)]!(words, order, from, rows, rowWords, source + word, word)
}

/** Adds up a chunk, 8 or 4 columns at a time; columns beyond the last are added to sums that nobody reads. */
function addColumns(rows: number, columns: number): void {
  for (let block = 0; 8 * block < columns; block++) (columns - 8 * block > 4 ? add8 : add4)[block]!(rows)
}

function gather1(
  words: Uint32Array,
  order: Int32Array,
  from: number,
  rows: number,
  rowWords: number,
  source: number,
  target: number,
): void {
  for (let i = 0; i < rows; i++) {
    const at = order[from + i]! * rowWords + source
    const to = 8 * i + target
    bins[to] = words[at]!
  }
}

function gather2(
  words: Uint32Array,
  order: Int32Array,
  from: number,
  rows: number,
  rowWords: number,
  source: number,
  target: number,
): void {
  for (let i = 0; i < rows; i++) {
    const at = order[from + i]! * rowWords + source
    const to = 8 * i + target
    bins[to] = words[at]!
    bins[to + 1] = words[at + 1]!
  }
}

function gather3(
  words: Uint32Array,
  order: Int32Array,
  from: number,
  rows: number,
  rowWords: number,
  source: number,
  target: number,
): void {
  for (let i = 0; i < rows; i++) {
    const at = order[from + i]! * rowWords + source
    const to = 8 * i + target
    bins[to] = words[at]!
    bins[to + 1] = words[at + 1]!
    bins[to + 2] = words[at + 2]!
  }
}

function gather4(
  words: Uint32Array,
  order: Int32Array,
  from: number,
  rows: number,
  rowWords: number,
  source: number,
  target: number,
): void {
  for (let i = 0; i < rows; i++) {
    const at = order[from + i]! * rowWords + source
    const to = 8 * i + target
    bins[to] = words[at]!
    bins[to + 1] = words[at + 1]!
    bins[to + 2] = words[at + 2]!
    bins[to + 3] = words[at + 3]!
  }
}

const gathers = [gather1, gather1, gather2, gather3, gather4]

function add8At0(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i]!
    const b = bins[8 * i + 1]!
    sums[a & 255]! += gradient
    sums[256 + ((a >>> 8) & 255)]! += gradient
    sums[512 + ((a >>> 16) & 255)]! += gradient
    sums[768 + (a >>> 24)]! += gradient
    sums[1024 + (b & 255)]! += gradient
    sums[1280 + ((b >>> 8) & 255)]! += gradient
    sums[1536 + ((b >>> 16) & 255)]! += gradient
    sums[1792 + (b >>> 24)]! += gradient
  }
}

function add4At0(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i]!
    sums[a & 255]! += gradient
    sums[256 + ((a >>> 8) & 255)]! += gradient
    sums[512 + ((a >>> 16) & 255)]! += gradient
    sums[768 + (a >>> 24)]! += gradient
  }
}

function add8At8(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i + 2]!
    const b = bins[8 * i + 3]!
    sums[2048 + (a & 255)]! += gradient
    sums[2304 + ((a >>> 8) & 255)]! += gradient
    sums[2560 + ((a >>> 16) & 255)]! += gradient
    sums[2816 + (a >>> 24)]! += gradient
    sums[3072 + (b & 255)]! += gradient
    sums[3328 + ((b >>> 8) & 255)]! += gradient
    sums[3584 + ((b >>> 16) & 255)]! += gradient
    sums[3840 + (b >>> 24)]! += gradient
  }
}

function add4At8(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i + 2]!
    sums[2048 + (a & 255)]! += gradient
    sums[2304 + ((a >>> 8) & 255)]! += gradient
    sums[2560 + ((a >>> 16) & 255)]! += gradient
    sums[2816 + (a >>> 24)]! += gradient
  }
}

function add8At16(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i + 4]!
    const b = bins[8 * i + 5]!
    sums[4096 + (a & 255)]! += gradient
    sums[4352 + ((a >>> 8) & 255)]! += gradient
    sums[4608 + ((a >>> 16) & 255)]! += gradient
    sums[4864 + (a >>> 24)]! += gradient
    sums[5120 + (b & 255)]! += gradient
    sums[5376 + ((b >>> 8) & 255)]! += gradient
    sums[5632 + ((b >>> 16) & 255)]! += gradient
    sums[5888 + (b >>> 24)]! += gradient
  }
}

function add4At16(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i + 4]!
    sums[4096 + (a & 255)]! += gradient
    sums[4352 + ((a >>> 8) & 255)]! += gradient
    sums[4608 + ((a >>> 16) & 255)]! += gradient
    sums[4864 + (a >>> 24)]! += gradient
  }
}

function add8At24(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i + 6]!
    const b = bins[8 * i + 7]!
    sums[6144 + (a & 255)]! += gradient
    sums[6400 + ((a >>> 8) & 255)]! += gradient
    sums[6656 + ((a >>> 16) & 255)]! += gradient
    sums[6912 + (a >>> 24)]! += gradient
    sums[7168 + (b & 255)]! += gradient
    sums[7424 + ((b >>> 8) & 255)]! += gradient
    sums[7680 + ((b >>> 16) & 255)]! += gradient
    sums[7936 + (b >>> 24)]! += gradient
  }
}

function add4At24(rows: number): void {
  for (let i = 0; i < rows; i++) {
    const gradient = gradients[i]!
    const a = bins[8 * i + 6]!
    sums[6144 + (a & 255)]! += gradient
    sums[6400 + ((a >>> 8) & 255)]! += gradient
    sums[6656 + ((a >>> 16) & 255)]! += gradient
    sums[6912 + (a >>> 24)]! += gradient
  }
}

const add8 = [add8At0, add8At8, add8At16, add8At24]
const add4 = [add4At0, add4At8, add4At16, add4At24]
