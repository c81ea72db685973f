import { expect, it } from 'vitest'
import { numberColumn, stringColumn } from '../../test/support/columns.ts'
import { cells, count, maximum, mean, minimum, nulls, quantiles, stddevPop, sumBy, topValues } from './statistics.ts'

const [x, s] = [numberColumn('x'), stringColumn('s')]

it('a statistic is a frozen question about nodes', () => {
  const asked = quantiles(x, [0.5])
  expect(asked).toEqual({ request: { stat: 'quantiles', of: x.node, probabilities: [0.5] } })
  expect(Object.isFrozen(asked) && Object.isFrozen(asked.request)).toBe(true)
  expect(sumBy(s, x, x)).toEqual({ request: { stat: 'sumBy', key: s.node, fold: x.node, of: x.node } })
  expect(cells(x, [0, 1], x)).toEqual({ request: { stat: 'cells', of: x.node, edges: [0, 1], value: x.node } })
})

it('count, nulls and top values are asked of strings too', () => {
  expect([count(s), nulls(s), topValues(s, 3)].map(({ request }) => request.stat)).toEqual(['count', 'nulls', 'topValues'])
})

it.each<[string, () => unknown, Error]>([
  ['a probability above 1', () => quantiles(x, [0.5, 1.1]), new RangeError('quantiles: the probability 1.1 is not in [0, 1]')],
  ['a probability that is no number', () => quantiles(x, [Number.NaN]), new RangeError('quantiles: the probability NaN is not in [0, 1]')],
  ['no top values', () => topValues(x, 0), new RangeError('topValues: the limit 0 is not a positive integer')],
  ['part of a top value', () => topValues(x, 1.5), new RangeError('topValues: the limit 1.5 is not a positive integer')],
  ['edges that do not increase', () => cells(x, [1, 1], x), new RangeError('cells: the edge 1 is not finite and above the one before it')],
  ...[mean, stddevPop, minimum, maximum].map(
    (ask) =>
      [`${ask.name} of a string`, () => ask(s as never), new TypeError('a statistic of numbers is asked of a string')] as [
        string,
        () => unknown,
        Error,
      ],
  ),
  ['quantiles of a string', () => quantiles(s as never, [0.5]), new TypeError('a statistic of numbers is asked of a string')],
  ['sums of a string', () => sumBy(s, x, s as never), new TypeError('a statistic of numbers is asked of a string')],
  ['sums by a number', () => sumBy(x as never, x, x), new TypeError('sumBy: the key is no string column')],
])('refuses %s', (_, ask, error) => {
  expect(ask).toThrow(error)
})
