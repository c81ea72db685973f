import { type ClassLabel, type ColumnSpec, compareCodePoints, type Table } from '@millrace/core'
import { readClasses } from '../labels.ts'
import type { MulticlassTargetSpec } from '../target.ts'
import { greatestOf, indexOfGreatest, labelAt } from './most-probable.ts'
import { labelColumn, labelsOf, shown, targetError } from './read-column.ts'
import { normalise, softmax } from './softmax.ts'
import type { TargetKind } from './target-kind.ts'

/** More are rather an identifier than classes: a model has two outputs for each. */
const mostClasses = 1_000

/** Several labels: a logit or a probability for each. */
export const multiclassTarget: TargetKind<'multiclass'> = {
  scales: ['log-odds', 'probability'],
  read(table, target, weights) {
    const { labels, spec } = labelsOf(table, target.column)
    const classes = target.classes ?? classesIn(labels, spec)
    checkClasses(target, classes)
    const values = readClasses(table, target.column, classes)
    requireRows(target, classes, { values, weights })
    const record = Object.freeze({ kind: 'multiclass', column: target.column, classes: Object.freeze([...classes]) } as const)
    return { values, task: { kind: 'multiclass', classes: classes.length }, record, label: labelColumn(spec, classes) }
  },
  settle: (target, { classes }) => ({ ...target, classes }),
  readKnown: (table: Table, { column, classes }) => readClasses(table, column, classes),
  expression: () => undefined,
  outputs(nodes, scale, { classes }) {
    const probabilities = scale === 'probability' ? normalise(nodes) : softmax(nodes)
    return {
      ...Object.fromEntries(nodes.map((score, index) => [`score:${index}`, score])),
      ...Object.fromEntries(probabilities.map((probability, index) => [`probability:${index}`, probability])),
      probability: greatestOf(probabilities),
      label: labelAt(indexOfGreatest(probabilities), classes),
    }
  },
}

/** The labels that occur, in the order of the schema's categories, else sorted. */
function classesIn(labels: readonly ClassLabel[], { categories }: ColumnSpec): readonly ClassLabel[] {
  const found = new Set(labels)
  if (categories !== undefined) return categories.filter((category) => found.has(category))
  return [...found].sort((a, b) => (typeof a === 'string' ? compareCodePoints(a, String(b)) : Number(a) - Number(b)))
}

function checkClasses({ column }: MulticlassTargetSpec, classes: readonly ClassLabel[]): void {
  if (classes.length < 2) {
    const what = classes.length === 0 ? 'there are no rows' : `every row is ${shown(classes[0]!)}`
    throw targetError('E_TARGET_SINGLE_CLASS', what, 'a model needs rows of two classes at least', column)
  }
  if (classes.length > mostClasses) {
    const what = `it has ${classes.length} classes, more than ${mostClasses}`
    throw targetError('E_TARGET_CLASS_COUNT', what, 'choose a column of fewer values, or regression() for a number', column)
  }
}

function requireRows(
  { column }: MulticlassTargetSpec,
  classes: readonly ClassLabel[],
  { values, weights }: { readonly values: Float64Array; readonly weights: Float64Array | undefined },
): void {
  const seen = new Uint8Array(classes.length)
  for (let row = 0; row < values.length; row++) if (weights?.[row] !== 0) seen[values[row]!] = 1
  const empty = seen.indexOf(0)
  if (empty < 0) return
  const what = `no row is ${shown(classes[empty]!)}`
  throw targetError('E_TARGET_CLASS_EMPTY', what, 'a model needs rows of each class that weigh something', column)
}
