import { chooseThresholds } from './choose-thresholds.ts'
import { type KeyBuffers, orderedKey, sortKeys } from './float-keys.ts'

/** Buffers that the columns of a matrix are worked on in, one after the other. */
export interface Workspace extends KeyBuffers {
  /** The float32 nearest to each value. */
  readonly floats: Float32Array
  /** Their bits. */
  readonly bits: Int32Array
}

/** Buffers for so many values. */
export function workspaceFor(length: number): Workspace {
  const floats = new Float32Array(length)
  return { floats, bits: new Int32Array(floats.buffer), keys: new Int32Array(length), spare: new Int32Array(length) }
}

/** Upper ends of the bins of some numbers, of which NaN is left out. */
export function numberThresholds(values: Float64Array, most: number, workspace: Workspace): Float64Array {
  const { floats, bits, keys } = workspace
  floats.set(values)
  let present = 0
  let isExact = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value !== value) continue
    if (floats[i] !== value) isExact = false
    const key = orderedKey(bits[i]!)
    // -0 is 0.
    keys[present++] = key === -1 ? 0 : key
  }
  return chooseThresholds(sortKeys(workspace, present), { most, isExact })
}
