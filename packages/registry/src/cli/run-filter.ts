import type { NumberTest, RunCondition, TextTest } from '@millrace/core'
import { fieldOf, fieldPattern, filterInvalid, type RunField } from './run-field.ts'

const condition = new RegExp(
  `^\\s*${fieldPattern.source}\\s*(?<operator><=|>=|!=|=|<|>|(?<=\\s)(?:not\\s+in|in|like|ilike|present|absent)(?=\\W|$))\\s*(?<value>.*?)\\s*$`,
  'is',
)
const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const

/**
 * Reads one condition: `metrics.auc > 0.7`, `params.trainer = forest`, `params.depth >= 3`, `tags.team in (risk, fraud)`,
 * `name like 'base%'`, `startedAtMs > 2026-01-31`, `metrics.auc present`.
 */
export function parseCondition(text: string): RunCondition {
  const groups = condition.exec(text)?.groups
  if (!groups) throw filterInvalid(text, "write a condition such as 'metrics.auc > 0.7', 'params.trainer = forest' or 'tags.team present'")
  const field = fieldOf(groups, text)
  const operator = groups.operator!.toLowerCase().replace(/\s+/, ' ')
  const value = groups.value!
  if (operator === 'present' || operator === 'absent') {
    if (value !== '') throw filterInvalid(text, `nothing follows '${operator}'`)
    return { ...field, is: operator } as RunCondition
  }
  if (value === '') throw filterInvalid(text, `give a value behind '${operator}'`)
  const test = isNumber(field, operator) ? numberTest(field, operator, value, text) : textTest(operator, value, text)
  // The field and the test suit each other, which the two branches above see to and the type cannot follow.
  return { ...field, ...test } as RunCondition
}

const isTime = (field: RunField) => 'attribute' in field && /AtMs$/.test(field.attribute)

/** Metrics and times are numbers; a param is one where it is asked for its size. */
const isNumber = (field: RunField, operator: string) => 'metric' in field || isTime(field) || ('param' in field && /[<>]/.test(operator))

function numberTest(field: RunField, operator: string, value: string, text: string): NumberTest {
  const is = comparisons.find((one) => one === operator)
  if (!is) throw filterInvalid(text, `numbers are compared by ${comparisons.join(', ')}`)
  const number = isTime(field) && !/^\d+$/.test(value) ? Date.parse(unquoted(value)) : Number(value)
  if (Number.isNaN(number)) throw filterInvalid(text, `'${value}' is no ${isTime(field) ? 'time such as 2026-01-31' : 'number'}`)
  return { is, value: number }
}

function textTest(operator: string, value: string, text: string): TextTest {
  if (operator === '=' || operator === '!=') return { is: operator, value: unquoted(value) }
  if (operator === 'like' || operator === 'ilike') return { is: operator, pattern: unquoted(value) }
  if (operator === 'in' || operator === 'not in') {
    const list = /^\((.+)\)$/s.exec(value)?.[1]
    if (!list) throw filterInvalid(text, `write the values behind '${operator}' as (a, b)`)
    return { is: operator, values: (list.match(/'[^']*'|"[^"]*"|[^,]+/g) ?? []).map((one) => unquoted(one.trim())).filter(Boolean) }
  }
  throw filterInvalid(text, `texts are compared by =, !=, like, ilike, in and not in`)
}

const unquoted = (value: string): string =>
  /^'([^']*)'$|^"([^"]*)"$/
    .exec(value)
    ?.slice(1)
    .find((inner) => inner !== undefined) ?? value
