import { type CompiledModule, pageBytes, webAssembly } from '@millrace/core'
import { sumsBase64 } from './sums-base64.ts'

/** Sums over a design in WebAssembly, two columns at a time: the bits of the loops in TypeScript, which are the reference. */
export interface NativeSums {
  /** A block of the design, in the memory of the module. */
  readonly values: Float64Array
  addGram(count: number, curvature: Float64Array | null, gram: Float64Array): void
  multiply(count: number, coefficients: Float64Array, margins: Float64Array): void
  addTransposed(count: number, residuals: Float64Array, sums: Float64Array): void
}

/** Addresses are bytes. */
interface SumsExports {
  gram(values: number, curvature: number, rows: number, width: number, out: number, weighted: number): void
  multiply(block: number, count: number, width: number, coefficients: number, margins: number): void
  transposed(block: number, count: number, width: number, residuals: number, sums: number): void
}

const blockRows = 128
const groupBytes = 4096

let compiled: CompiledModule | undefined

/** Memory for a block of a design with what is needed beside it; null where this process cannot give it or run the module. */
export function createNativeSums(width: number): NativeSums | null {
  const sizes = [blockRows * width, blockRows, width * width, groupBytes / 8, width]
  const [block, rows, square, weighted, vector, end] = places(sizes) as [number, number, number, number, number, number]
  try {
    compiled ??= new webAssembly.Module(Buffer.from(sumsBase64, 'base64'))
    const memory = new webAssembly.Memory({ initial: Math.ceil(end / pageBytes) })
    const sums = new webAssembly.Instance(compiled, { env: { memory } }).exports as SumsExports
    const [values, rowsView, squareView, , vectorView] = sizes.map(
      (size, i) => new Float64Array(memory.buffer, places(sizes)[i], size),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
    return {
      values,
      addGram(count, curvature, gram) {
        if (curvature !== null) rowsView.set(curvature)
        squareView.set(gram)
        sums.gram(block, curvature === null ? 0 : rows, count, width, square, weighted)
        gram.set(squareView)
      },
      multiply(count, coefficients, margins) {
        vectorView.set(coefficients)
        sums.multiply(block, count, width, vector, rows)
        margins.set(rowsView)
      },
      addTransposed(count, residuals, totals) {
        rowsView.set(residuals.subarray(0, count))
        vectorView.set(totals)
        sums.transposed(block, count, width, rows, vector)
        totals.set(vectorView)
      },
    }
  } catch {
    return null
  }
}

/** Where parts of so many numbers start, one behind the other and away from 0, and where the last ends; in bytes. */
function places(sizes: readonly number[]): number[] {
  const starts = [groupBytes]
  for (const size of sizes) starts.push(Math.ceil((starts.at(-1)! + size * 8) / 64) * 64)
  return starts
}
