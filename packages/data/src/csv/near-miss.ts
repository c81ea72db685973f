/** The candidate that was probably meant: equal but for case and punctuation, or within a third of its letters; undefined where none is close. */
export function nearMiss(wanted: string, candidates: readonly string[]): string | undefined {
  const target = bareLetters(wanted)
  let best: string | undefined
  let least = Math.floor(target.length / 3) + 1
  for (const candidate of candidates) {
    const distance = editDistance(target, bareLetters(candidate), least)
    if (distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

const bareLetters = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Levenshtein's distance; no more than `most` where it is at least that. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(substituted, previous[j]! + 1, current[j - 1]! + 1))
    }
    previous = current
  }
  return previous[b.length]!
}
