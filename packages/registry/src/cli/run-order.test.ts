import { expect, test } from 'vitest'
import { parseOrder } from './run-order.ts'

test.each([
  ['metrics.auc', { metric: 'auc', descending: false }],
  ['metrics.auc desc', { metric: 'auc', descending: true }],
  ['params."learning rate" ASC', { param: 'learning rate', descending: false }],
  ['startedAtMs DESC', { attribute: 'startedAtMs', descending: true }],
])('reads %s', (text, order) => {
  expect(parseOrder(text)).toEqual(order)
})

test.each(['', 'metrics.', 'metrics.auc down', 'dataset.name', 'parentId', 'colour'])('refuses %j', (text) => {
  expect(() => parseOrder(text)).toThrow(expect.objectContaining({ code: 'E_FILTER_INVALID' }))
})
