/** Options of {@link rungsOf}, complete. */
export interface RungOptions {
  readonly candidates: number
  readonly factor: number
  readonly least: number | 'smallest' | 'exhaust'
  /** What `smallest` means. */
  readonly smallest: number
  readonly most: number
  readonly aggressive: boolean
}

/** So many candidates with so much of the resource each. */
export interface Rung {
  readonly candidates: number
  readonly resource: number
}

/** The rungs of successive halving, as scikit-learn counts them. */
export function rungsOf({ candidates, factor, least, smallest, most, aggressive }: RungOptions): readonly Rung[] {
  const wanted = 1 + wholeLog(candidates, factor)
  const share = Math.floor(most / factor ** (wanted - 1))
  const first = least === 'exhaust' ? Math.max(smallest, share) : least === 'smallest' ? smallest : least
  if (first > most) throw new RangeError(`halving: the first rung needs ${first} of a resource of which there is ${most}; lower least`)
  const possible = 1 + wholeLog(Math.floor(most / first), factor)
  let alive = candidates
  return Array.from({ length: aggressive ? wanted : Math.min(possible, wanted) }, (_, rung) => {
    const power = aggressive ? Math.max(0, rung - wanted + possible) : rung
    const here = { candidates: alive, resource: Math.min(factor ** power * first, most) }
    alive = Math.ceil(alive / factor)
    return here
  })
}

/** How often a number can be divided by the factor before it falls below 1, less one: a logarithm without rounding. */
function wholeLog(value: number, factor: number): number {
  let power = 0
  for (let reached = factor; reached <= value; reached *= factor) power++
  return power
}
