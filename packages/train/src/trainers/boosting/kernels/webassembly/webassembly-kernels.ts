import { type ModuleMemory, webAssembly } from '@millrace/core'
import type { Kernels } from '../kernels.ts'
import { binsPerColumn, chunkBytes, type Layout } from '../layout.ts'
import { kernelsModule } from './kernels-module.ts'

/** Numbers of `figures` that belong to a worker. */
const figuresPerWorker = 8
/** Bytes of a column of a histogram. */
const columnBytes = binsPerColumn * 8

/** What `assembly/kernels.ts` exports; addresses are bytes from the beginning of the memory. */
type Exports = Readonly<Record<Exclude<keyof Kernels, 'name'>, (...numbers: number[]) => number>>

/** The kernels compiled to WebAssembly, over a shared memory that holds the whole arena. */
export function webassemblyKernels(memory: ModuleMemory, { shape, at }: Layout, worker: number): Kernels {
  const { columns, stride, rows, workers, weighted } = shape
  const run = new webAssembly.Instance(kernelsModule(), { env: { memory } }).exports as unknown as Exports
  const slotAt = (slot: number) => at.histograms + slot * stride * columnBytes
  const columnAt = (slot: number, column: number) => slotAt(slot) + column * columnBytes
  const chunk = at.chunks + worker * chunkBytes
  const goesLeft = at.goesLeft + worker * binsPerColumn
  const weights = weighted ? at.weights : 0
  const figures = at.figures + worker * figuresPerWorker * 8
  return {
    name: 'webassembly',
    histogram(slot, from, count) {
      run.histogram(slotAt(slot), columns, stride, at.order, at.packed, at.bins, chunk, from, count)
    },
    merge(slot, part, column, bins) {
      run.merge(columnAt(slot, column), columnAt(part, column), stride * columnBytes, workers, bins)
    },
    subtract(slot, other, column, bins) {
      run.subtract(columnAt(slot, column), columnAt(other, column), bins)
    },
    scan(child, slot, column, bins, { gradient, hessian, lambda, least, scale, unit }) {
      const place = child * stride + column
      const [gain, left, bin, missing] = [at.gain + place * 8, at.left + place * 8, at.bin + place * 4, at.missing + place * 4]
      run.scan(columnAt(slot, column), bins, gradient, hessian, lambda, least, scale, unit, gain, left, bin, missing)
    },
    partition(from, count, column) {
      return run.partition(at.order, at.packed, at.spare, at.sparePacked, at.columnBins + column * rows, goesLeft, from, count)
    },
    logLoss(from, count, base) {
      run.logLoss(at.members, at.scores, at.target, weights, at.gradients, at.hessians, at.sigmoid, from, count, base)
    },
    magnitudes(from, count, gradientLimit, hessianLimit) {
      run.magnitudes(at.members, at.gradients, at.hessians, figures, from, count, gradientLimit, hessianLimit)
    },
    pack(from, count, salt, gradientFactor, hessianFactor, scale) {
      run.pack(at.order, at.gradients, at.hessians, at.hashes, at.packed, from, count, salt, gradientFactor, hessianFactor, scale)
    },
    update(from, count, output, value) {
      run.update(at.order, at.scores + output * rows * 8, from, count, value)
    },
  }
}
