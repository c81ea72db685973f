import { type BinTarget, binLookup, writeBins } from './bin-lookup.ts'
import { type BinnedColumn, type BinnedMatrix, missingBin } from './binned-matrix.ts'
import { binOfCode, categoryBin } from './category-column.ts'

/** Rows that are written at a time, so that what the columns write to stays in the cache. */
const rowsAtOnce = 2048

/** Bins features by what is known of their columns: the rows that trees are grown from, or others that are to go the same ways. */
export function writeMatrix(features: readonly Float64Array[], columns: readonly Omit<BinnedColumn, 'hasMissing'>[]): BinnedMatrix {
  const rows = features[0]?.length ?? 0
  const stride = Math.ceil(features.length / 4) * 4
  const bins = new Uint8Array(new SharedArrayBuffer(rows * stride))
  const floats = new Float32Array(Math.min(rows, rowsAtOnce))
  const writers = columns.map((column) => (column.kind === 'number' ? numberWriter(column, rows, floats) : categoryWriter(column)))
  const hasMissing = columns.map(() => false)
  for (let start = 0; start < rows; start += rowsAtOnce) {
    features.forEach((values, column) => {
      const some = values.subarray(start, start + rowsAtOnce)
      if (writers[column]!(some, { bins, at: start * stride + column, stride })) hasMissing[column] = true
    })
  }
  return Object.freeze({
    rows,
    stride,
    bins,
    columns: Object.freeze(columns.map((column, at) => Object.freeze({ ...column, hasMissing: hasMissing[at]! }))),
  })
}

/** Writes the bins of some values, and tells whether some are missing. */
type Writer = (values: Float64Array, target: BinTarget) => boolean

function numberWriter({ thresholds }: Pick<BinnedColumn, 'thresholds'>, rows: number, floats: Float32Array): Writer {
  const lookup = binLookup(thresholds, Math.min(16, Math.max(8, 34 - Math.clz32(rows))))
  const bits = new Int32Array(floats.buffer)
  return (values, target) => {
    floats.set(values)
    return writeBins(values, bits, lookup, target)
  }
}

function categoryWriter({ codes }: Pick<BinnedColumn, 'codes'>): Writer {
  const known = binOfCode(codes)
  return (values, { bins, at, stride }) => {
    let missing = 0
    for (let i = 0; i < values.length; i++) {
      const bin = categoryBin(values[i]!, known, codes.length)
      bins[at + i * stride] = bin
      if (bin === missingBin) missing++
    }
    return missing > 0
  }
}
