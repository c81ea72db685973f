import { number, object, oneOf, text } from '../../json/read-json.ts'
import { fromPhysical } from '../../schema/physical-value.ts'
import type { Prediction } from '../prediction.ts'
import { absent, type RowRunner } from '../row-runner.ts'
import { labelFault } from './label-type.ts'
import type { ModelKind } from './model-kind.ts'
import { readLabel } from './read-label.ts'
import { scoreNull } from './score-null.ts'

/** A score, the probability of the positive label, the label; and what a policy adds. */
export const binaryKind: ModelKind<'binary'> = {
  target: object({ kind: oneOf('binary'), column: text(), positive: readLabel, negative: readLabel, threshold: number }),
  answer: 'label',
  outputs: () => ['score', 'probability', 'label'],
  optional: ['decision', 'reason'],
  scores: () => ['score'],
  fault: ({ positive, negative }, label) => labelFault(label, [positive, negative]),
  createPredictor({ label }, { outputs, run }: RowRunner) {
    const reader = (output: string) => outputs.get(output) ?? absent
    const [readScore, readProbability, readLabelled] = [reader('score'), reader('probability'), reader('label')]
    const [readDecision, readReason] = [reader('decision'), reader('reason')]
    return (row, index) => {
      run(row, index)
      const score = readScore() as number | null
      const probability = readProbability() as number | null
      const labelled = readLabelled()
      if (score === null || probability === null || labelled === null) throw scoreNull(index)
      const prediction: { -readonly [K in keyof Prediction]: Prediction[K] } = { score, probability, label: fromPhysical(label, labelled) }
      const decision = readDecision() as string | null
      const reason = readReason() as string | null
      if (decision !== null) prediction.decision = decision
      if (reason !== null) prediction.reason = reason
      return prediction
    }
  },
}
