import type { SortedSamples } from './two-samples.ts'

/** Visits the distinct values of both ascending samples in order, with how often each side has it and how many lie below it. */
export function forEachRun(
  { reference, current }: SortedSamples,
  visit: (run: {
    readonly reference: number
    readonly current: number
    readonly referenceBelow: number
    readonly currentBelow: number
  }) => void,
): void {
  const n = reference.length
  const m = current.length
  let i = 0
  let j = 0
  while (i < n || j < m) {
    const value = j === m || (i < n && reference[i]! < current[j]!) ? reference[i]! : current[j]!
    const referenceBelow = i
    const currentBelow = j
    while (i < n && reference[i]! <= value) i++
    while (j < m && current[j]! <= value) j++
    visit({ reference: i - referenceBelow, current: j - currentBelow, referenceBelow, currentBelow })
  }
}
