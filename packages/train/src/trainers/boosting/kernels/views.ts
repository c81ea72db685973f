import { binsPerColumn, controlWords, type Layout, sigmoidCells, wordsPerSet } from './layout.ts'

/** The arrays of an arena, as one worker sees them. */
export function viewsOf(buffer: ArrayBufferLike, { shape, at }: Layout, worker: number, matrix: Uint8Array) {
  const { rows, columns, stride, outputs, slots, leaves, workers } = shape
  const bins = shape.holdsBins ? new Uint8Array(buffer, at.bins, rows * stride) : matrix
  const allSlots = slots + (workers > 1 ? workers : 0)
  return {
    shape,
    worker,
    bins,
    /** The bins, four at a time. */
    words: new Uint32Array(bins.buffer, bins.byteOffset, (rows * stride) >> 2),
    columnBins: new Uint8Array(buffer, at.columnBins, columns * rows),
    control: new Int32Array(buffer, at.control, controlWords),
    packed: new Float64Array(buffer, at.packed, rows),
    gradients: new Float32Array(buffer, at.gradients, rows),
    hessians: new Float32Array(buffer, at.hessians, rows),
    scores: new Float64Array(buffer, at.scores, outputs * rows),
    target: new Float64Array(buffer, at.target, rows),
    weights: shape.weighted ? new Float64Array(buffer, at.weights, rows) : undefined,
    scratch: new Float64Array(buffer, at.scratch, shape.scratch ? 2 * rows : 0),
    hashes: new Uint32Array(buffer, at.hashes, rows),
    members: new Int32Array(buffer, at.members, rows),
    order: new Int32Array(buffer, at.order, rows),
    spare: new Int32Array(buffer, at.spare, rows),
    sparePacked: new Float64Array(buffer, at.sparePacked, rows),
    histograms: new Float64Array(buffer, at.histograms, allSlots * stride * binsPerColumn),
    gain: new Float64Array(buffer, at.gain, 2 * stride),
    left: new Float64Array(buffer, at.left, 2 * stride),
    bin: new Int32Array(buffer, at.bin, 2 * stride),
    missing: new Int32Array(buffer, at.missing, 2 * stride),
    sets: new Int32Array(buffer, at.sets, 2 * stride * wordsPerSet),
    sigmoid: new Float64Array(buffer, at.sigmoid, sigmoidCells + 1),
    figures: new Float64Array(buffer, at.figures, workers * 8),
    ranges: new Int32Array(buffer, at.ranges, workers * leaves * 2),
    leafFigures: new Float64Array(buffer, at.leafFigures, workers * leaves),
    goesLeft: new Uint8Array(buffer, at.goesLeft + worker * binsPerColumn, binsPerColumn),
  }
}

export type Views = ReturnType<typeof viewsOf>
