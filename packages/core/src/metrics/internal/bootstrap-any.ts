import type { BootstrapOptions, ClassBootstrapOptions, ValueBootstrapOptions } from '../bootstrap-options.ts'
import type { ClassScored } from '../class-scored.ts'
import { checkQuantile } from '../pinball-loss.ts'
import type { Scored } from '../scored.ts'
import type { ValueScored } from '../value-scored.ts'
import { bootstrap } from './bootstrap.ts'
import { bootstrapWeighed } from './bootstrap-weighed.ts'
import { checkClasses } from './check-classes.ts'
import { checkValues } from './check-values.ts'
import { classMeasures, valueMeasures } from './measures.ts'
import { optionError } from './option-error.ts'

/** Rows of any kind, as one model scored them. */
export type AnyScored = Scored | ClassScored | ValueScored
/** How they are drawn. */
export type AnyBootstrapOptions = BootstrapOptions | ClassBootstrapOptions | ValueBootstrapOptions

/** Measures what models said, by their names, on the same draws of the rows that they share. */
export function bootstrapAny(caller: string, columns: Readonly<Record<string, AnyScored>>, options: AnyBootstrapOptions) {
  const given = Object.values(columns)
  if (given.every((one) => 'probability' in one)) {
    const measureOf = chosen(caller, classMeasures, options.metric)
    const rows = given.map((one) => checkClasses(caller, one))
    return bootstrapWeighed(caller, rows.map(measureOf), { ...options, rows: rows[0]!.label.length, weight: rows[0]!.weight })
  }
  if (given.every((one) => 'predicted' in one)) {
    const measureOf = chosen(caller, valueMeasures, options.metric)
    const quantile = checkQuantile(caller, options as ValueBootstrapOptions)
    const rows = given.map((one) => checkValues(caller, one))
    const measures = rows.map((one) => measureOf(one, { caller, quantile }))
    return bootstrapWeighed(caller, measures, { ...options, rows: rows[0]!.actual.length, weight: rows[0]!.weight })
  }
  return bootstrap(caller, columns as Readonly<Record<string, Scored>>, options as BootstrapOptions)
}

function chosen<Measure>(caller: string, measures: Readonly<Record<string, Measure>>, metric: unknown): Measure {
  const measure = typeof metric === 'string' && Object.hasOwn(measures, metric) ? measures[metric] : undefined
  if (measure !== undefined) return measure
  throw optionError({ metric: caller, option: 'metric', value: metric, range: `one of ${Object.keys(measures).join(', ')}` })
}
