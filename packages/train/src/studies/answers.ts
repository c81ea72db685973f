import { MillraceError, type Model, runGraph, type Table, type TaskKind } from '@millrace/core'

/**
 * Which of a model's answers is meant.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface AnswerOptions {
  /** For a model of several classes: the class whose probability is meant. @defaultValue its first class */
  readonly label?: string | number | boolean | undefined
}

/** One number a row: the probability of the positive label or of a class, or the value; a row without one is refused. */
export function answersOf(model: Model<never, unknown, TaskKind>, table: Table, options: AnswerOptions): Float64Array {
  const { graph } = model.definition
  const output = outputOf(model, options)
  const column = runGraph({ ...graph, outputs: new Map([['answer', graph.outputs.get(output)!]]) }, table).get('answer')!
  const answers = column.type === 'number' ? column.values : new Float64Array()
  const row = answers.findIndex((value) => Number.isNaN(value))
  if (row < 0) return answers
  throw new MillraceError({
    code: 'E_SCORE_NULL',
    message: `${model.name}: row ${row} has no answer, since a feature is null or overflows`,
    details: { row },
  })
}

function outputOf({ name, definition: { target } }: Model<never, unknown, TaskKind>, { label }: AnswerOptions): string {
  if (target.kind === 'regression') return 'value'
  if (target.kind === 'binary') return 'probability'
  const index = label === undefined ? 0 : target.classes.indexOf(label)
  if (index >= 0) return `probability:${index}`
  throw new MillraceError({
    code: 'E_TARGET_UNKNOWN_LABEL',
    message: `${name}: '${label}' is none of its classes ${target.classes.join(', ')}`,
    details: { label: label ?? null },
  })
}
