import { chiSquareQuantile, chiSquareSurvival } from '@millrace/core/distributions'
import type { TestResult } from '../test-result.ts'
import { inverseSizes, type Sizes } from '../two-samples.ts'

interface Divergence {
  /** The divergence as a multiple that has the law (1/n + 1/m) χ²(cells - 1) without drift: PSI, 8 JS², 8 H², 2 KL. */
  readonly scaled: number
  /** Cells that are not empty on both sides. */
  readonly cells: number
  readonly sizes: Sizes
}

/** The p-value of a divergence between two samples, and the noise of the scaled figure: every f-divergence has this law for dense cells. */
export function divergenceLaw({
  scaled,
  cells,
  sizes,
}: Divergence): Pick<TestResult, 'pValue' | 'degreesOfFreedom'> & { readonly noise: number } {
  const degreesOfFreedom = cells - 1
  if (degreesOfFreedom < 1) return { pValue: 1, noise: 0, degreesOfFreedom: 0 }
  const unit = inverseSizes(sizes)
  return {
    pValue: chiSquareSurvival(Math.max(0, scaled) / unit, { degreesOfFreedom }),
    noise: chiSquareQuantile(0.95, { degreesOfFreedom }) * unit,
    degreesOfFreedom,
  }
}
