import { type Expr, isTextColumn, isTextNode, type Numeric, type SpecNode } from './expr.ts'
import type { CellSums, KeySum, Statistic, StatisticOf, TopValue, ValueCount } from './statistic.ts'

/**
 * Number of rows where the value is not null.
 *
 * @param x - what is asked about
 * @example
 * ```ts
 * import { constant, count } from '@millrace/core'
 *
 * count(constant(1)).request.stat // => 'count'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function count(x: Expr<unknown>): Statistic<number> {
  return statistic({ stat: 'count', of: x.node })
}

/**
 * Number of rows where the value is null.
 *
 * @param x - what is asked about
 * @example
 * ```ts
 * import { constant, nulls } from '@millrace/core'
 *
 * nulls(constant(1)).request.stat // => 'nulls'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function nulls(x: Expr<unknown>): Statistic<number> {
  return statistic({ stat: 'nulls', of: x.node })
}

/**
 * Mean of the values that are not null; fitting fails by name where there are none.
 *
 * @param x - what is asked about
 * @throws TypeError when it is a string
 * @example
 * ```ts
 * import { constant, mean } from '@millrace/core'
 *
 * mean(constant(1)).request.stat // => 'mean'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function mean(x: Numeric): Statistic<number> {
  return statistic({ stat: 'mean', of: numberOf(x) })
}

/**
 * Population standard deviation, divided by n, of the values that are not null.
 *
 * @param x - what is asked about
 * @throws TypeError when it is a string
 * @example
 * ```ts
 * import { constant, stddevPop } from '@millrace/core'
 *
 * stddevPop(constant(1)).request.stat // => 'stddevPop'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function stddevPop(x: Numeric): Statistic<number> {
  return statistic({ stat: 'stddevPop', of: numberOf(x) })
}

/**
 * Least value.
 *
 * @param x - what is asked about
 * @throws TypeError when it is a string
 * @example
 * ```ts
 * import { constant, minimum } from '@millrace/core'
 *
 * minimum(constant(1)).request.stat // => 'minimum'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function minimum(x: Numeric): Statistic<number> {
  return statistic({ stat: 'minimum', of: numberOf(x) })
}

/**
 * Greatest value.
 *
 * @param x - what is asked about
 * @throws TypeError when it is a string
 * @example
 * ```ts
 * import { constant, maximum } from '@millrace/core'
 *
 * maximum(constant(1)).request.stat // => 'maximum'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function maximum(x: Numeric): Statistic<number> {
  return statistic({ stat: 'maximum', of: numberOf(x) })
}

/**
 * Quantiles by numpy's linear rule (Hyndman and Fan, type 7), in the order asked.
 *
 * @param x - what is asked about
 * @param probabilities - each from 0 to 1
 * @throws RangeError when a probability is not in [0, 1]
 * @throws TypeError when it is a string
 * @example
 * ```ts
 * import { constant, quantiles } from '@millrace/core'
 *
 * quantiles(constant(1), [0.25, 0.5, 0.75]).request.stat // => 'quantiles'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function quantiles(x: Numeric, probabilities: readonly number[]): Statistic<readonly number[]> {
  const wrong = probabilities.find((probability) => !(probability >= 0 && probability <= 1))
  if (wrong !== undefined) throw new RangeError(`quantiles: the probability ${wrong} is not in [0, 1]`)
  return statistic({ stat: 'quantiles', of: numberOf(x), probabilities: Object.freeze([...probabilities]) })
}

/**
 * The most frequent values with their counts, ties by code point or by value, nulls left out.
 *
 * @param x - what is asked about
 * @param limit - most values, a positive integer
 * @throws RangeError when the limit is no positive integer
 * @example
 * ```ts
 * import { constant, topValues } from '@millrace/core'
 *
 * topValues(constant(1), 10).request.stat // => 'topValues'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function topValues<T extends string | number | boolean | null>(
  x: Expr<T>,
  limit: number,
): Statistic<readonly ValueCount<TopValue<T>>[]> {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`topValues: the limit ${limit} is not a positive integer`)
  return statistic({ stat: 'topValues', of: x.node, limit })
}

/**
 * Count and sum of a number by key and fold, ordered by key (code points, null last), then fold. Rows where fold or number is null are left out.
 *
 * @param key - a string column
 * @param fold - the number of a stored fold, or a constant where folds do not matter
 * @param of - what is counted and summed
 * @throws TypeError when the key is no string column, or a number is a string
 * @example
 * ```ts
 * import { columnExpr, constant, sumBy } from '@millrace/core'
 *
 * const area = columnExpr<string, 'area'>({ name: 'area', kind: 'string', nullable: false, optional: false })
 * sumBy(area, constant(0), constant(1)).request.stat // => 'sumBy'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function sumBy(key: Expr<string | null>, fold: Numeric, of: Numeric): Statistic<readonly KeySum[]> {
  if (!isTextColumn(key.node)) throw new TypeError('sumBy: the key is no string column')
  return statistic({ stat: 'sumBy', key: key.node, fold: numberOf(fold), of: numberOf(of) })
}

/**
 * Count and sum of `value` by the cell of `x`, over the rows where both are present; cells are closed on the left.
 *
 * @param x - what is put into cells
 * @param edges - strictly increasing, finite
 * @param value - what is summed
 * @throws RangeError when the edges do not increase strictly
 * @throws TypeError when it is a string
 * @example
 * ```ts
 * import { cells, constant } from '@millrace/core'
 *
 * cells(constant(1), [0, 10], constant(1)).request.stat // => 'cells'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function cells(x: Numeric, edges: readonly number[], value: Numeric): Statistic<CellSums> {
  const wrong = edges.findIndex((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= edges[i - 1]!))
  if (wrong >= 0) throw new RangeError(`cells: the edge ${edges[wrong]} is not finite and above the one before it`)
  return statistic({ stat: 'cells', of: numberOf(x), edges: Object.freeze([...edges]), value: numberOf(value) })
}

const statistic = <T>(request: StatisticOf<SpecNode>): Statistic<T> => Object.freeze({ request: Object.freeze(request) })

function numberOf({ node }: Numeric): SpecNode {
  if (isTextNode(node)) throw new TypeError('a statistic of numbers is asked of a string')
  return node
}
