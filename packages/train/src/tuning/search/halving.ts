import { drawParams } from '../draw.ts'
import { requireWhole } from './require-whole.ts'
import { type RungOptions, rungsOf } from './rungs.ts'
import type { Proposal, Search, SearchContext } from './search.ts'

/**
 * Options of {@link halving}.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface HalvingOptions {
  /** Number of candidates that the first rung tries, at least 2. */
  readonly candidates: number
  /** Of how many candidates one goes on to the next rung, and by how much its resource grows; at least 2. @defaultValue 3 */
  readonly factor?: number
  /**
   * What a rung has more of than the one before: `rows`, `folds`, or a whole-number param of the space, whose value it then sets (`rounds`, say).
   *
   * @defaultValue 'rows'
   */
  readonly resource?: string
  /**
   * Resource of the first rung: a number, `smallest` (for rows two a fold and class, else 1), or `exhaust`, the number that lets the last rung have all there is.
   *
   * @defaultValue 'exhaust'
   */
  readonly least?: number | 'smallest' | 'exhaust'
  /** The most of the resource that a rung may have. @defaultValue all rows, all folds, or the greatest value of the param */
  readonly most?: number
  /** Whether to try as many rungs with the least resource as it takes to end with few candidates. @defaultValue false */
  readonly aggressive?: boolean
}

/**
 * Successive halving: many candidates with little, the best of them with more, until few have all.
 *
 * Rungs are those of scikit-learn's `HalvingRandomSearchCV`; each candidate of each rung is a trial. Only trials of the last rung can be the best.
 *
 * @param options - number of candidates, factor and resource
 * @returns a search for `tune`
 * @throws RangeError when an option is out of its range
 * @see K. Jamieson and A. Talwalkar, Non-stochastic best arm identification and hyperparameter optimization (2016)
 * @see https://scikit-learn.org/stable/modules/grid_search.html#successive-halving-user-guide
 * @example
 * ```ts
 * import { halving } from '@millrace/train'
 *
 * const search = halving({ candidates: 27 })
 * search.trials({ space: {}, rows: 1000, folds: 5, classes: 2 }) // => 40
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function halving(options: HalvingOptions): Search {
  const { candidates, factor = 3, resource = 'rows', least = 'exhaust', most, aggressive = false } = options
  requireWhole('halving', { candidates, factor }, 2)
  requireWhole('halving', { ...(typeof least === 'number' && { least }), ...(most !== undefined && { most }) })
  const plan = { candidates, factor, least, aggressive }
  const rungsIn = (context: Omit<SearchContext, 'random'>) => rungsOf({ ...plan, ...resourceIn(context, resource, most) })
  return Object.freeze({
    name: 'halving',
    params: Object.freeze({ ...plan, resource, most: most ?? null }),
    trials: (context) => rungsIn(context).reduce((sum, rung) => sum + rung.candidates, 0),
    *propose(context) {
      const rungs = rungsIn(context)
      let alive = Array.from({ length: candidates }, () => drawParams(context.space, context.random))
      for (const [rung, { candidates, resource: amount }] of rungs.entries()) {
        alive = alive.slice(0, candidates)
        const losses: readonly number[] = yield alive.map((params) => ({ ...withResource(params, resource, amount), rung }))
        const order = [...alive.keys()].sort((a, b) => losses[a]! - losses[b]! || a - b)
        alive = order.map((candidate) => alive[candidate]!)
      }
    },
  } satisfies Search)
}

function withResource(params: Proposal['params'], resource: string, amount: number): Proposal {
  if (resource === 'rows' || resource === 'folds') return { params, [resource]: amount }
  return { params: Object.freeze({ ...params, [resource]: amount }) }
}

/** How much of the resource there is, and what `smallest` means of it. */
function resourceIn(
  { space, rows, folds, classes }: Omit<SearchContext, 'random'>,
  resource: string,
  wanted: number | undefined,
): Pick<RungOptions, 'most' | 'smallest'> {
  if (resource === 'rows') return { most: Math.min(wanted ?? rows, rows), smallest: 2 * folds * classes }
  if (resource === 'folds') return { most: Math.min(wanted ?? folds, folds), smallest: 1 }
  const dimension = space[resource]
  if (dimension?.kind !== 'number' || !dimension.integer)
    throw new RangeError(`halving: the resource '${resource}' is neither rows, nor folds, nor a whole-number param of the space`)
  return { most: wanted ?? dimension.high, smallest: Math.max(dimension.low, 1) }
}
