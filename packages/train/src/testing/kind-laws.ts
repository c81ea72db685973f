import assert from 'node:assert/strict'
import type { Table, TaskKind } from '@millrace/core'
import { type ExampleRow, numbersOf } from './subject.ts'

/** What a kind of target asks of a model of example rows. */
export interface KindLaws {
  /** Outputs that are finite in every row. */
  readonly finite: readonly string[]
  /** Answers are possible ones, and no worse than the same for every row. */
  learns(predictions: Table, table: Table<ExampleRow>): void
  /** The mean of an answer, which heavier rows draw upwards. */
  mean(predictions: Table): number
  /** The rows that are made heavier. */
  isHeavy(row: ExampleRow): boolean
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

export const kindLaws: { readonly [Kind in TaskKind]: KindLaws } = {
  binary: {
    finite: ['score', 'probability'],
    learns(predictions, table) {
      const probability = numbersOf(predictions, 'probability')
      requireProbabilities(probability)
      const labels = Float64Array.from(table.rows(), ({ label }) => Number(label))
      const share = meanOf(labels)
      const loss = meanOf(labels.map((label, row) => (label - probability[row]!) ** 2))
      assert.ok(loss <= share * (1 - share) * (1 + 1e-9), 'the share of the positive label is a better answer')
    },
    mean: (predictions) => meanOf(numbersOf(predictions, 'probability')),
    isHeavy: ({ label }) => label,
  },
  multiclass: {
    finite: ['score:0', 'score:1', 'score:2', 'probability:0', 'probability:1', 'probability:2', 'probability'],
    learns(predictions, table) {
      const classes = ['low', 'middle', 'high'].map((level, index) => {
        const probability = numbersOf(predictions, `probability:${index}`)
        requireProbabilities(probability)
        return { probability, own: Float64Array.from(table.rows(), (row) => Number(row.level === level)) }
      })
      const total = classes[0]!.probability.map((_, row) => classes.reduce((sum, { probability }) => sum + probability[row]!, 0))
      assert.ok(
        total.every((sum) => Math.abs(sum - 1) < 1e-9),
        'the probabilities of a row do not sum to 1',
      )
      const loss = classes.reduce((sum, { own, probability }) => sum + meanOf(own.map((one, row) => (one - probability[row]!) ** 2)), 0)
      const constant = classes.reduce((sum, { own }) => sum + meanOf(own) * (1 - meanOf(own)), 0)
      assert.ok(loss <= constant * (1 + 1e-9), 'the share of each class is a better answer')
    },
    mean: (predictions) => meanOf(numbersOf(predictions, 'probability:2')),
    isHeavy: ({ level }) => level === 'high',
  },
  regression: {
    finite: ['score', 'value'],
    learns(predictions, table) {
      const value = numbersOf(predictions, 'value')
      const amount = Float64Array.from(table.rows(), (row) => row.amount)
      const [least, most] = [Math.min(...amount), Math.max(...amount)]
      const room = most - least
      assert.ok(
        value.every((one) => one >= least - room && one <= most + room),
        'a value is far from all that was seen',
      )
      const centre = meanOf(amount)
      const covariance = meanOf(value.map((one, row) => (one - value[0]!) * (amount[row]! - centre)))
      assert.ok(covariance >= -1e-9 * room * room, 'values fall where the amounts rise')
    },
    mean: (predictions) => meanOf(numbersOf(predictions, 'value')),
    isHeavy: ({ amount }) => amount > 1,
  },
}

function requireProbabilities(values: Float64Array): void {
  assert.ok(
    values.every((value) => value >= 0 && value <= 1),
    'a probability is not from 0 to 1',
  )
}
