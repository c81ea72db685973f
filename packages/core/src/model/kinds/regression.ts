import { object, oneOf, text } from '../../json/read-json.ts'
import { absent } from '../row-runner.ts'
import type { ModelKind } from './model-kind.ts'
import { scoreNull } from './score-null.ts'

/** A score before the link, and the number. */
export const regressionKind: ModelKind<'regression'> = {
  target: object({ kind: oneOf('regression'), column: text() }),
  answer: 'value',
  outputs: () => ['score', 'value'],
  optional: [],
  scores: () => ['score', 'value'],
  fault: (_, { kind }) => (kind === 'number' ? null : `the value is of kind ${kind}; it is a number`),
  createPredictor(_, { outputs, run }) {
    const [readScore, readValue] = [outputs.get('score') ?? absent, outputs.get('value') ?? absent]
    return (row, index) => {
      run(row, index)
      const value = readValue() as number | null
      if (value === null || readScore() === null) throw scoreNull(index)
      return { value }
    }
  },
}
