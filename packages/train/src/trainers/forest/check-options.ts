import { requireThreads } from '../../parallel/threads-for.ts'
import type { ForestOptions } from './forest-options.ts'

/** Refuses options that are out of range, by name. */
export function checkOptions(trainer: string, options: ForestOptions): void {
  const { trees, maxFeatures, maxDepth, maxLeaves, minRowsLeaf, minRowsSplit, minGain, rowShare, maxBins, criterion, threads } = options
  const refuse = (name: string, value: unknown, range: string) => {
    throw new RangeError(`${trainer}: ${name} is ${value}, not ${range}`)
  }
  const whole = (name: string, value: number | undefined, least: number, most: number) => {
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return
    refuse(name, value, `a whole number from ${least} to ${most}`)
  }
  const share = (name: string, value: number | undefined) => {
    if (value !== undefined && !(value > 0 && value <= 1)) refuse(name, value, 'a share above 0 and up to 1')
  }
  whole('trees', trees, 1, 10_000)
  whole('maxDepth', maxDepth, 1, 1024)
  whole('maxLeaves', maxLeaves, 2, 2 ** 24)
  whole('minRowsLeaf', minRowsLeaf, 1, 2 ** 31)
  whole('minRowsSplit', minRowsSplit, 2, 2 ** 31)
  whole('maxBins', maxBins, 2, 255)
  share('rowShare', rowShare)
  if (maxFeatures !== 'sqrt' && maxFeatures !== 'log2') share('maxFeatures', maxFeatures)
  if (minGain !== undefined && !(minGain >= 0 && minGain < Infinity)) refuse('minGain', minGain, 'a finite number of at least 0')
  if (criterion !== undefined && criterion !== 'gini' && criterion !== 'entropy')
    refuse('criterion', `'${criterion}'`, "'gini' or 'entropy'")
  requireThreads(trainer, threads)
}
