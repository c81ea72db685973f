import { availableParallelism } from 'node:os'

/** Below so many cells one thread is as fast, since threads begin cold. */
const manyCells = 1_000_000

/** More threads than these are taken only where they are asked for. */
const most = 4

/** How many threads a fit takes: those asked for, or by default one below about a million cells, and above it as many as the machine runs at a time, at most 4. */
export function threadsFor(cells: number, asked: number | undefined): number {
  if (asked !== undefined) return asked
  return cells < manyCells ? 1 : Math.min(availableParallelism(), most)
}

/** Checks the option `threads` of a trainer. */
export function requireThreads(trainer: string, threads: number | undefined): void {
  if (threads === undefined || (Number.isInteger(threads) && threads >= 1 && threads <= 64)) return
  throw new RangeError(`${trainer}: threads is ${threads}, not a whole number from 1 to 64`)
}
