import type { Kernels } from '../kernels.ts'
import { binsPerColumn, missingBin } from '../layout.ts'
import type { Views } from '../views.ts'
import { logLoss, magnitudes, pack, update } from './gradients.ts'
import { createHistogram } from './histogram.ts'
import { partition } from './partition.ts'
import { scan } from './scan.ts'

/** The reference, which runs everywhere. */
export function typescriptKernels(views: Views): Kernels {
  const { histograms, shape } = views
  const start = (slot: number, column: number) => (slot * shape.stride + column) * binsPerColumn
  return {
    name: 'typescript',
    histogram: createHistogram(views),
    merge(slot, part, column, bins) {
      const to = start(slot, column)
      const sumAt = (bin: number): number => {
        let sum = 0
        for (let worker = 0; worker < shape.workers; worker++) sum += histograms[start(part + worker, column) + bin]!
        return sum
      }
      for (let bin = 0; bin < bins; bin++) histograms[to + bin] = sumAt(bin)
      histograms[to + missingBin] = sumAt(missingBin)
    },
    subtract: (slot, other, column, bins) => subtract(histograms, start(slot, column), start(other, column), bins),
    scan: (child, slot, column, bins, leaf) => scan(views, child, slot, column, bins, leaf),
    partition: (from, count, column) => partition(views, from, count, column),
    logLoss: (from, count, base) => logLoss(views, from, count, base),
    magnitudes: (from, count, gradientLimit, hessianLimit) => magnitudes(views, from, count, gradientLimit, hessianLimit),
    pack: (from, count, salt, gradientFactor, hessianFactor, scale) => pack(views, from, count, salt, gradientFactor, hessianFactor, scale),
    update: (from, count, output, value) => update(views, from, count, output, value),
  }
}

function subtract(histograms: Float64Array, to: number, from: number, bins: number): void {
  for (let bin = 0; bin < bins; bin++) histograms[to + bin]! -= histograms[from + bin]!
  histograms[to + missingBin]! -= histograms[from + missingBin]!
}
