/** What the size of the arena follows from. */
export interface Shape {
  /** Rows of the binned matrix. */
  readonly rows: number
  /** Columns of the binned matrix. */
  readonly columns: number
  /** Bytes of a row of bins, a multiple of 4. */
  readonly stride: number
  /** Scores a row: 1, or the number of classes. */
  readonly outputs: number
  /** Histograms that are kept at a time. */
  readonly slots: number
  /** Most leaves of a tree. */
  readonly leaves: number
  /** Threads that share the arena. */
  readonly workers: number
  /** Whether rows have weights. */
  readonly weighted: boolean
  /** Whether the loss keeps two numbers a row besides gradients. */
  readonly scratch: boolean
  /** Whether the bins are copied into the arena, for kernels that see nothing else. */
  readonly holdsBins: boolean
}

/** Bins of a column in a histogram, used or not. */
export const binsPerColumn = 256
/** Bin of what is missing. */
export const missingBin = 255
/** Rows whose bins are gathered before any is added up. */
export const chunkRows = 512
/** 32-bit words of a set of bins. */
export const wordsPerSet = 8

/** Cells of the table of the sigmoid, 128 to a unit of log-odds. */
export const sigmoidCells = 4096

/** Bytes of a worker's chunk. */
export const chunkBytes = 256 * 32

/** Words for the barrier and for counts of rows. */
export const controlWords = 256

const cacheLine = 64

/**
 * Where each array starts in the arena, in bytes from its beginning: a pure function of the shape, so that all threads agree.
 *
 * A row is its index in the binned matrix everywhere. What belongs to one worker only is laid out worker by worker, each part on cache lines of its own.
 */
export function layoutOf(shape: Shape) {
  const { rows, columns, stride, outputs, slots, leaves, workers } = shape
  let end = controlWords * 4
  const take = (bytes: number) => {
    const start = end
    end = Math.ceil((end + bytes) / cacheLine) * cacheLine
    return start
  }
  const gradients = take(rows * 8)
  const at = {
    /** Int32 × 256: the barrier, and from word 16 two counts of rows a worker. */
    control: 0,
    /** Uint8 × rows × stride: bins row by row, where the arena holds them. */
    bins: take(shape.holdsBins ? rows * stride : 0),
    /** Uint8 × columns × rows: bins column by column, for partitions. */
    columnBins: take(columns * rows),
    /** Float64 × rows: `G * 2^shift + H`, both whole numbers, of the row at the same place of `order`. */
    packed: take(rows * 8),
    /** Float32 × rows: gradients and hessians before they are packed. */
    gradients,
    hessians: gradients + rows * 4,
    /** Float64 × outputs × rows: sums of leaf values, without the base. */
    scores: take(outputs * rows * 8),
    target: take(rows * 8),
    weights: take(shape.weighted ? rows * 8 : 0),
    /** Float64 × 2 × rows: what a loss keeps through a round. */
    scratch: take(shape.scratch ? rows * 16 : 0),
    /** Uint32 × rows: hash of the row's content, from which its rounding follows. */
    hashes: take(rows * 4),
    /** Int32 × rows: the rows that are learnt from. */
    members: take(rows * 4),
    /** Int32 × rows: rows in the order of the leaves; each worker owns a part. */
    order: take(rows * 4),
    /** Int32 × rows: where a partition puts the rows that go right. */
    spare: take(rows * 4),
    /** Float64 × rows: and their packed gradients; gradients and hessians are packed by then, and their memory is free. */
    sparePacked: gradients,
    /** Float64 × (slots + workers) × stride × 256: histograms; the last ones are the workers' parts of one that is being built. */
    histograms: take((slots + (workers > 1 ? workers : 0)) * stride * binsPerColumn * 8),
    /** Float64 × 2 × stride, for each of two children: the best split's gain and its left sum. */
    gain: take(2 * stride * 8),
    left: take(2 * stride * 8),
    /** Int32 × 2 × stride: the last bin that goes left; -1 where no split is allowed. */
    bin: take(2 * stride * 4),
    /** Int32 × 2 × stride: 1 where missing goes left, 0 where right, -1 where the leaf has none. */
    missing: take(2 * stride * 4),
    /** Int32 × 2 × stride × 8: the bins that go left, where the column holds categories. */
    sets: take(2 * stride * wordsPerSet * 4),
    /** Float64 × 4097: the sigmoid from -16 to 16. */
    sigmoid: take((sigmoidCells + 1) * 8),
    /** Float64 × 8 × workers: figures that workers add up. */
    figures: take(workers * 8 * 8),
    /** Int32 × 2 × leaves for each worker: where its rows of each leaf start in `order`, and how many they are. */
    ranges: take(workers * leaves * 8),
    /** Float64 × leaves for each worker: a figure of each leaf. */
    leafFigures: take(workers * leaves * 8),
    /** Uint8 × 256 × 32 for each worker: bins of rows that were gathered, for kernels that see nothing but the arena. */
    chunks: take(shape.holdsBins ? workers * chunkBytes : 0),
    /** Uint8 × 256 for each worker: 1 where the bin goes left, for the split in hand. */
    goesLeft: take(workers * binsPerColumn),
  }
  return { shape, at, bytes: end }
}

export type Layout = ReturnType<typeof layoutOf>
