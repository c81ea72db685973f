import type { Leaf } from './leaf.ts'

/** Keeps what is below a monotone split on its side of the middle of the children's outputs. */
export function setBounds(direction: number, left: Leaf, right: Leaf, leftOutput: number, rightOutput: number): void {
  const middle = (leftOutput + rightOutput) / 2
  if (direction > 0) {
    left.upper = middle
    right.lower = middle
  } else if (direction < 0) {
    left.lower = middle
    right.upper = middle
  }
}

/** The groups that hold every column of a path, once it reads one more. */
export function groupsBelow(groups: readonly (readonly number[])[] | null, column: number): readonly (readonly number[])[] | null {
  return groups === null ? null : groups.filter((group) => group.includes(column))
}
