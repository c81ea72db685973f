import { MillraceError } from '../../errors/millrace-error.ts'
import { type Quadrature, unitQuadrature } from './quadrature.ts'
import type { ShapTree } from './shap-tree.ts'

/** Sides of a split, seen from a row: the feature was lost above, is lost here, or holds. */
export const lostAbove = 0
export const lostHere = 1
export const holds = 2

/** A tree with what products over its paths are made of. */
export interface PathTree {
  readonly tree: ShapTree
  readonly points: number
  /** For each side, what a product is multiplied by where the feature was lost above; a leaf's value is in it. */
  readonly lost: Float64Array
  /** For each side, the share of the weight that takes the path's side at this split and at those above that read the same feature. */
  readonly shares: Float64Array
  readonly quadrature: Quadrature
  /** The factors of all sides one after another; null where they would take too much memory. */
  readonly table: Float64Array | null
}

/** Runs of one number a point that a side has. */
export const runs = 4

/** Most numbers that the tables of an ensemble may hold: 64 MB. */
const tableNumbers = 2 ** 23
/** Most products that are carried through a tree: 1 GB in both directions. */
const mostProducts = 2 ** 26

/** Grants room for tables until it is used up. */
export function factorTables(): (numbers: number) => boolean {
  let room = tableNumbers
  return (numbers) => {
    room -= numbers
    return room >= 0
  }
}

/** Prepares a tree, with a table where there is room for one. */
export function pathTree(tree: ShapTree, hasRoom: (numbers: number) => boolean): PathTree {
  const points = Math.ceil(tree.width / 2)
  if (tree.nodes.length * points > mostProducts) throw tooLarge(tree)
  const sides = tree.children.length
  const lost = new Float64Array(sides)
  const shares = new Float64Array(sides)
  for (let side = 0; side < sides; side++) {
    shares[side] = shareBefore(tree, shares, side) * tree.shares[side]!
    lost[side] = tree.shares[side]! * leafFactor(tree, side)
  }
  const numbers = sides * runs * points
  const prepared = {
    tree,
    points,
    lost,
    shares,
    quadrature: unitQuadrature(points),
    table: hasRoom(numbers) ? new Float64Array(numbers) : null,
  }
  if (prepared.table !== null) for (let side = 0; side < sides; side++) writeFactors(prepared, side, prepared.table, side * runs * points)
  return prepared
}

/** Share of the weight that takes the path's side at the splits above that read the same feature. */
const shareBefore = ({ above, edges }: ShapTree, shares: Float64Array, side: number): number =>
  above[side >> 1] === -1 ? 1 : shares[edges[above[side >> 1]!]!]!

const leafFactor = ({ children, values }: ShapTree, side: number): number => (children[side] === -1 ? values[side]! : 1)

/**
 * Writes four runs for a side: the factor of the product and the factor of the contribution where the feature is lost here, and both where it holds. At a leaf the
 * product is not carried further, so that all have its value in them, and those of the contribution the factor of the product too.
 */
export function writeFactors({ tree, points, shares, quadrature }: PathTree, side: number, factors: Float64Array, at: number): void {
  const before = shareBefore(tree, shares, side)
  const share = shares[side]!
  const value = leafFactor(tree, side)
  const leaf = tree.children[side] === -1
  for (let q = 0; q < points; q++) {
    const t = quadrature.points[q]!
    const u = 1 - t
    const heldBefore = t + u * before
    const held = t + u * share
    const gainBefore = (1 - before) / heldBefore
    const onLoss = ((u * share) / heldBefore) * value
    const onHold = (held / heldBefore) * value
    const lossGain = -1 / u - gainBefore
    const holdGain = (1 - share) / held - gainBefore
    factors[at + q] = onLoss
    factors[at + points + q] = leaf ? lossGain * onLoss : lossGain
    factors[at + 2 * points + q] = onHold
    factors[at + 3 * points + q] = leaf ? holdGain * onHold : holdGain
  }
}

function tooLarge({ nodes, width }: ShapTree): MillraceError {
  return new MillraceError({
    code: 'E_EXPLAIN_UNSUPPORTED',
    message: `a tree of ${nodes.length} splits with ${width} features on a path is too large to explain; grow it less deep, or explain against a background`,
    details: { splits: nodes.length, features: width },
  })
}
