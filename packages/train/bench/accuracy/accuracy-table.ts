import { boosting } from './contenders.ts'
import type { Measured } from './measure-study.ts'
import { meanOf, pairedDifference } from './paired.ts'
import type { MetricName, Study } from './studies.ts'

const titles: Readonly<Record<MetricName, string>> = { logLoss: 'log loss', auc: 'AUC', accuracy: 'accuracy', rmse: 'RMSE' }

/** The means over folds of a study's models, beside each its difference to boosting, as Markdown. */
export function accuracyTable({ name, metrics }: Study, measured: Measured): string {
  const heads = metrics.flatMap((metric) => [titles[metric], 'less boosting’s'])
  const rows = Object.entries(measured).map(([model, found]) => [
    model,
    ...metrics.flatMap((metric) => {
      const digits = metric === 'rmse' ? 2 : 4
      const { mean, error } = pairedDifference(found[metric]!, measured[boosting]![metric]!)
      const difference = model === boosting ? '' : `${mean < 0 ? '' : '+'}${mean.toFixed(digits)} ± ${error.toFixed(digits)}`
      return [meanOf(found[metric]!).toFixed(digits), difference]
    }),
  ])
  return markdown([[name, ...heads], ...rows])
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')
}
