/** Longest pause between two attempts, in milliseconds, unless polling itself is slower. */
const longest = 30_000

/** How long to wait after so many failures in a row: doubling from the pace of polling on. */
export const backOffMs = (pollMs: number, failures: number): number =>
  failures === 0 ? pollMs : Math.min(pollMs * 2 ** Math.min(failures, 30), Math.max(longest, pollMs))

/** The time, up to a fifth shorter or longer; `random` is from 0 to 1. */
export const jittered = (milliseconds: number, random: number): number => milliseconds * (0.8 + 0.4 * random)
