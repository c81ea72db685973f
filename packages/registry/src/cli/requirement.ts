import type { MetricBounds, RequiredMetrics } from '../promotion/require-check.ts'
import { usageError } from './cli-error.ts'

/** Reads `auc>=0.7` and `logLoss<=0.6`; several for one metric are put together. */
export function parseRequirements(texts: readonly string[]): RequiredMetrics {
  const required = new Map<string, MetricBounds>()
  for (const text of texts) {
    const [, name = '', operator, value = ''] = /^\s*([^<>=\s]+)\s*(>=|<=)\s*(\S+)\s*$/.exec(text) ?? []
    const bound = Number(value)
    if (operator === undefined || Number.isNaN(bound))
      throw usageError(`'${text}' is no requirement; write it like auc>=0.7 or logLoss<=0.6`)
    const side = operator === '>=' ? 'min' : 'max'
    if (required.get(name)?.[side] !== undefined) throw usageError(`'${text}' gives ${name} a second ${side}`)
    required.set(name, { ...required.get(name), [side]: bound })
  }
  return Object.fromEntries(required)
}
