import { requireThreads } from '../../parallel/threads-for.ts'
import type { GradientBoostingOptions } from './options.ts'

/** A range of numbers, as it is said. */
interface Range {
  readonly name: string
  readonly value: unknown
  readonly from: number
  readonly to: number
  readonly whole?: true
  /** Whether the lowest, or the highest number is out of range itself. */
  readonly open?: 'below' | 'both'
}

/** Refuses options that are out of range. */
export function checkOptions(options: GradientBoostingOptions): void {
  const { categories = {}, earlyStopping, loss, growth, kernel, monotone = {} } = options
  const most = Number.MAX_VALUE
  const share = { from: 0, to: 1, open: 'below' as const }
  const stopping = earlyStopping === false ? {} : (earlyStopping ?? {})
  const ranges: readonly Range[] = [
    { name: 'quantile', value: options.quantile, from: 0, to: 1, open: 'both' },
    { name: 'trees', value: options.trees, from: 1, to: 1e6, whole: true },
    { name: 'learningRate', value: options.learningRate, ...share },
    { name: 'maxLeaves', value: options.maxLeaves, from: 2, to: 131_072, whole: true },
    { name: 'maxDepth', value: options.maxDepth, from: 1, to: 2 ** 31, whole: true },
    { name: 'minRows', value: options.minRows, from: 1, to: 2 ** 31, whole: true },
    { name: 'minHessian', value: options.minHessian, from: 0, to: most },
    { name: 'l1', value: options.l1, from: 0, to: most },
    { name: 'l2', value: options.l2, from: 0, to: most },
    { name: 'minGain', value: options.minGain, from: 0, to: most },
    { name: 'rowShare', value: options.rowShare, ...share },
    { name: 'featureShare', value: options.featureShare, ...share },
    { name: 'featureShareByNode', value: options.featureShareByNode, ...share },
    { name: 'maxBins', value: options.maxBins, from: 2, to: 255, whole: true },
    { name: 'categories.smoothing', value: categories.smoothing, from: 0, to: most },
    { name: 'categories.l2', value: categories.l2, from: 0, to: most },
    { name: 'categories.limit', value: categories.limit, from: 1, to: 254, whole: true },
    { name: 'categories.minRows', value: categories.minRows, from: 1, to: 2 ** 31, whole: true },
    { name: 'categories.oneHotLimit', value: categories.oneHotLimit, from: 0, to: 254, whole: true },
    { name: 'earlyStopping.rounds', value: stopping.rounds, from: 1, to: 1e6, whole: true },
    { name: 'earlyStopping.share', value: stopping.share, from: 0, to: 1, open: 'both' },
    { name: 'earlyStopping.folds', value: stopping.folds, from: 2, to: 20, whole: true },
    { name: 'earlyStopping.crossValidateBelow', value: stopping.crossValidateBelow, from: 0, to: 1e6, whole: true },
  ]
  for (const range of ranges) checkRange(range)
  oneOf('loss', loss, ['squared', 'absolute', 'quantile', 'poisson'])
  oneOf('growth', growth, ['leaf-wise', 'depth-wise'])
  oneOf('kernel', kernel, ['auto', 'typescript', 'webassembly'])
  requireThreads('gradientBoosting', options.threads)
  for (const [name, direction] of Object.entries(monotone)) oneOf(`monotone['${name}']`, direction, [1, -1])
  if (Object.keys(monotone).length > 0 && (loss === 'absolute' || loss === 'quantile'))
    throw new RangeError(`gradientBoosting: monotone cannot be kept with the loss '${loss}', whose leaves take quantiles; use 'squared'`)
}

function checkRange({ name, value, from, to, whole, open }: Range): void {
  if (value === undefined) return
  const isIn =
    typeof value === 'number' &&
    value >= from &&
    value <= to &&
    !(value === from && open !== undefined) &&
    !(value === to && open === 'both') &&
    (whole === undefined || Number.isInteger(value))
  if (isIn) return
  const low = open === undefined ? `from ${from}` : `above ${from}`
  const high = to === Number.MAX_VALUE ? '' : open === 'both' ? ` and below ${to}` : ` to ${to}`
  throw new RangeError(`gradientBoosting: ${name} is ${value}, not a ${whole ? 'whole ' : ''}number ${low}${high}`)
}

function oneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
  if (value !== undefined && !allowed.includes(value))
    throw new RangeError(`gradientBoosting: ${name} is ${String(value)}, not ${allowed.join(', ')}`)
}
