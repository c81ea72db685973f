import { type Expr, gt } from '@millrace/core'
import type { Answer } from '../answer.ts'
import { unsupportedFile } from '../import-error.ts'
import type { GraphAnswer } from './run-graph.ts'
import type { Labels, Numbers } from './value.ts'

/** What the outputs of a graph answer: labels with probabilities, or one number. */
export function answerOf({ outputs, estimator }: GraphAnswer): { readonly answer: Answer; readonly labels: readonly (string | number)[] } {
  const labels = outputs.find((output): output is Labels => output.kind === 'labels')
  const numbers = outputs.filter((output): output is Numbers => output.kind === 'numbers')
  if (labels !== undefined)
    return {
      answer: classes(
        labels,
        numbers.find(({ columns }) => columns.length === labels.labels.length),
      ),
      labels: labels.labels,
    }
  const [only] = numbers
  if (only === undefined || outputs.length !== 1 || only.columns.length !== 1) {
    throw unsupportedFile('ONNX', 'the graph gives neither a label nor one number a row; models of classes and of one number are read')
  }
  const value = only.columns[0]!.expr
  const scores = estimator?.gives
  return { answer: { kind: 'regression', score: scores?.kind === 'numbers' ? scores.columns[0]!.expr : value, value }, labels: [] }
}

function classes(labels: Labels, given: Numbers | undefined): Answer {
  const { scores, index, positive } = labels
  const probabilities = given?.columns.map(({ expr }) => expr) ?? labels.probabilities
  if (labels.labels.length > 2) return { kind: 'multiclass', scores, probabilities, index }
  if (labels.labels.length < 2) throw unsupportedFile('ONNX', 'a model of one class is not read')
  const test = positive?.test ?? (gt(probabilities[1]!, probabilities[0]!) as Expr<boolean>)
  return { kind: 'binary', score: scores[1]!, probability: probabilities[1]!, positive: test, threshold: positive?.threshold ?? 0.5 }
}
