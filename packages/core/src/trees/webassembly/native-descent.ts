import { type CompiledModule, pageBytes, webAssembly } from '../../webassembly/web-assembly.ts'
import { lanes, linkShift, type PackedTrees, rowsAtOnce, slotMask } from '../pack-trees.ts'
import { descendBase64 } from './descend-base64.ts'

/** Walks a block of rows through packed trees in WebAssembly, with the bits of `descendRows`. */
export interface NativeDescent {
  /** Receives the slots of a block, as `PackedTrees.slots` does. */
  readonly slots: Float64Array
  /** Adds every tree's leaf to the sums of so many rows. */
  descend(rows: number, sums: Float64Array): void
}

const nodeBytes = 16

let module: CompiledModule | undefined

/** The trees in memory of their own; null where this process cannot give it or run the module. */
export function createNativeDescent({ trees, roots, links, thresholds, slots }: PackedTrees): NativeDescent | null {
  const slotsAt = links.length * nodeBytes
  const sumsAt = slotsAt + slots.byteLength
  const rootsAt = sumsAt + 8 * rowsAtOnce
  try {
    module ??= new webAssembly.Module(Buffer.from(descendBase64, 'base64'))
    const memory = new webAssembly.Memory({ initial: Math.ceil((rootsAt + roots.byteLength) / pageBytes) })
    const { descend } = new webAssembly.Instance(module, { env: { memory } }).exports as Exports
    const doubles = new Float64Array(memory.buffer)
    const words = new Int32Array(memory.buffer)
    links.forEach((link, node) => {
      doubles[2 * node] = thresholds[node]!
      words[4 * node + 2] = (link >>> linkShift) * nodeBytes
      words[4 * node + 3] = (link & slotMask) * 8
    })
    words.set(
      roots.map((root) => root * nodeBytes),
      rootsAt / 4,
    )
    const nativeSlots = new Float64Array(memory.buffer, slotsAt, slots.length).fill(-Infinity)
    const nativeSums = new Float64Array(memory.buffer, sumsAt, rowsAtOnce)
    const stride = (slots.length / rowsAtOnce) * lanes * 8
    return {
      slots: nativeSlots,
      descend(rows, sums) {
        nativeSums.set(sums)
        descend(rootsAt, trees, slotsAt, stride, rows, sumsAt)
        sums.set(nativeSums)
      },
    }
  } catch {
    return null
  }
}

interface Exports {
  descend(roots: number, trees: number, slots: number, stride: number, rows: number, sums: number): void
}
