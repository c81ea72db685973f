import { seededRandom } from '@millrace/core'
import { rowsBelow } from './row-range.ts'

/** Rows to learn from and rows to measure on. */
export interface Division {
  readonly members: Int32Array
  readonly heldOut: Int32Array
}

/** How rows are dealt out. */
export interface DealOptions {
  readonly seed: number
  /** Whether the target has classes, which every part then has an equal share of. */
  readonly hasClasses: boolean
}

/** Divides rows by chance so often that each is held out once. */
export function divideIntoFolds(target: Float64Array, folds: number, options: DealOptions): Division[] {
  const shuffled = shuffledRows(target, options)
  const foldOf = new Int32Array(target.length)
  shuffled.forEach((row, at) => {
    foldOf[row] = at % folds
  })
  return Array.from({ length: folds }, (_, fold) => divide(target.length, (row) => foldOf[row] === fold))
}

/** Holds a share of the rows out by chance, at least one and not all. */
export function holdOut(target: Float64Array, share: number, options: DealOptions): Division {
  const held = new Uint8Array(target.length)
  shuffledRows(target, options).forEach((row, at) => {
    held[row] = Number(Math.floor((at + 1) * share) > Math.floor(at * share))
  })
  return divide(target.length, (row) => held[row] === 1)
}

/** Rows in random order; where the target has classes, one class after the other. */
function shuffledRows(target: Float64Array, { seed, hasClasses }: DealOptions): Int32Array {
  const rows = seededRandom(seed).shuffle(rowsBelow(target.length))
  return hasClasses ? rows.sort((a, b) => target[a]! - target[b]!) : rows
}

function divide(rows: number, isHeldOut: (row: number) => boolean): Division {
  const all = rowsBelow(rows)
  return { members: all.filter((row) => !isHeldOut(row)), heldOut: all.filter(isHeldOut) }
}
