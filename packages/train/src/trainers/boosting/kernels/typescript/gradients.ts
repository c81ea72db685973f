import { sigmoidCells } from '../layout.ts'
import type { Views } from '../views.ts'

/** The sigmoid is tabulated from -limit to limit. */
const limit = 16
const cellsPerUnit = sigmoidCells / (2 * limit)

/** Fills the table of the sigmoid. */
export function tabulateSigmoid(table: Float64Array): void {
  for (let cell = 0; cell <= sigmoidCells; cell++) table[cell] = 1 / (1 + Math.exp(limit - cell / cellsPerUnit))
}

/** Gradients of the log loss; see `Kernels.logLoss`. The interpolated sigmoid is within 7.5e-7. */
export function logLoss(views: Views, from: number, count: number, base: number): void {
  const { members, scores, target, weights, gradients, hessians, sigmoid } = views
  for (let i = from; i < from + count; i++) {
    const row = members[i]!
    const place = Math.min(Math.max((scores[row]! + base + limit) * cellsPerUnit, 0), sigmoidCells - 1e-9)
    const cell = Math.floor(place)
    const low = sigmoid[cell]!
    const probability = low + (sigmoid[cell + 1]! - low) * (place - cell)
    const weight = weights === undefined ? 1 : weights[row]!
    gradients[row] = (probability - target[row]!) * weight
    hessians[row] = probability * (1 - probability) * weight
  }
}

/** Resolution of summed magnitudes: with 2^25 rows the sum stays whole. */
const whole = 2 ** 28

/** Sums magnitudes exactly; see `Kernels.magnitudes`. */
export function magnitudes(views: Views, from: number, count: number, gradientLimit: number, hessianLimit: number): void {
  const { members, gradients, hessians, figures, worker } = views
  const gradientFactor = gradientLimit > 0 ? whole / gradientLimit : 0
  const hessianFactor = hessianLimit > 0 ? whole / hessianLimit : 0
  let gradientSum = 0
  let hessianSum = 0
  for (let i = from; i < from + count; i++) {
    const row = members[i]!
    gradientSum += Math.floor(Math.abs(gradients[row]!) * gradientFactor + 0.5)
    hessianSum += Math.floor(hessians[row]! * hessianFactor + 0.5)
  }
  figures[worker * 8] = gradientSum
  figures[worker * 8 + 1] = hessianSum
}

/** Packs gradients; see `Kernels.pack`. */
export function pack(
  views: Views,
  from: number,
  count: number,
  salt: number,
  gradientFactor: number,
  hessianFactor: number,
  scale: number,
): void {
  const { order, gradients, hessians, hashes, packed } = views
  for (let i = from; i < from + count; i++) {
    const row = order[i]!
    const mixed = mix(hashes[row]! ^ salt)
    const gradient = Math.floor(gradients[row]! * gradientFactor + (mixed & 0xffff) / 0x10000)
    const hessian = hessianFactor === 0 ? 1 : Math.floor(hessians[row]! * hessianFactor + (mixed >>> 16) / 0x10000)
    packed[i] = gradient * scale + hessian
  }
}

/** Spreads 32 bits (the finaliser of MurmurHash3). */
export function mix(bits: number): number {
  let mixed = bits
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** Adds to scores; see `Kernels.update`. */
export function update(views: Views, from: number, count: number, output: number, value: number): void {
  const { order, scores } = views
  const start = output * views.shape.rows
  for (let i = from; i < from + count; i++) scores[start + order[i]!]! += value
}
