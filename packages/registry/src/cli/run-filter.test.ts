import { expect, test } from 'vitest'
import { parseCondition } from './run-filter.ts'

test.each([
  ['metrics.auc > 0.7', { metric: 'auc', is: '>', value: 0.7 }],
  ['Metrics.auc = 1', { metric: 'auc', is: '=', value: 1 }],
  ['metrics.auc>=.7', { metric: 'auc', is: '>=', value: 0.7 }],
  ['metric.loss/validation < -1e-3', { metric: 'loss/validation', is: '<', value: -0.001 }],
  ['metrics."log loss" != 0', { metric: 'log loss', is: '!=', value: 0 }],
  ['metrics.auc < Infinity', { metric: 'auc', is: '<', value: Infinity }],
  ['metrics.auc present', { metric: 'auc', is: 'present' }],
  ['metrics.auclike absent', { metric: 'auclike', is: 'absent' }],
  ['params.trainer = forest', { param: 'trainer', is: '=', value: 'forest' }],
  ["params.trainer = 'two words'", { param: 'trainer', is: '=', value: 'two words' }],
  ['params.trainer = "a = b"', { param: 'trainer', is: '=', value: 'a = b' }],
  ['params.trainer=two words', { param: 'trainer', is: '=', value: 'two words' }],
  ['params.depth >= 3', { param: 'depth', is: '>=', value: 3 }],
  ['params.depth = 3', { param: 'depth', is: '=', value: '3' }],
  ["params.empty = ''", { param: 'empty', is: '=', value: '' }],
  ['tags.team != risk', { tag: 'team', is: '!=', value: 'risk' }],
  ['tags.mlflow.source.git.branch = main', { tag: 'mlflow.source.git.branch', is: '=', value: 'main' }],
  ["name like 'base%'", { attribute: 'name', is: 'like', pattern: 'base%' }],
  ['name ILIKE Base%', { attribute: 'name', is: 'ilike', pattern: 'Base%' }],
  ["attributes.status in (finished, 'failed')", { attribute: 'status', is: 'in', values: ['finished', 'failed'] }],
  ["tags.team not  in ('a, b', c)", { tag: 'team', is: 'not in', values: ['a, b', 'c'] }],
  ['dataset.digest = md5:1f', { dataset: 'digest', is: '=', value: 'md5:1f' }],
  ['startedAtMs >= 1700000000000', { attribute: 'startedAtMs', is: '>=', value: 1_700_000_000_000 }],
  ['startedAtMs > 2026-01-31', { attribute: 'startedAtMs', is: '>', value: Date.UTC(2026, 0, 31) }],
])('reads %s', (text, condition) => {
  expect(parseCondition(text)).toEqual(condition)
})

test.each([
  ['', /write a condition/],
  ['metrics.auc', /write a condition/],
  ['metrics.auc ~ 3', /write a condition/],
  ['metrics.auclike x', /write a condition/],
  ['metrics.auc > high', /'high' is no number/],
  ['metrics.auc > ', /give a value/],
  ['metrics.auc like 0.7', /numbers are compared by/],
  ['metrics.auc present yes', /nothing follows/],
  ['params.depth > deep', /no number/],
  ['tags.team < risk', /texts are compared by/],
  ['tags.team in risk', /\(a, b\)/],
  ['startedAtMs > yesterday', /no time such as/],
  ['colour = red', /nothing that a run has/],
  ['dataset.size = 3', /nothing that a run has/],
])('refuses %j', (text, message) => {
  expect(() => parseCondition(text)).toThrow(expect.objectContaining({ code: 'E_FILTER_INVALID', message: expect.stringMatching(message) }))
})
