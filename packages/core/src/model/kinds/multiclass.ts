import { list, object, oneOf, text } from '../../json/read-json.ts'
import { fromPhysical } from '../../schema/physical-value.ts'
import type { ClassProbability } from '../prediction.ts'
import { absent } from '../row-runner.ts'
import type { MulticlassTarget } from '../target-record.ts'
import { labelFault } from './label-type.ts'
import type { ModelKind } from './model-kind.ts'
import { readLabel } from './read-label.ts'
import { scoreNull } from './score-null.ts'

const numbered = (name: string, { classes }: MulticlassTarget) => classes.map((_, index) => `${name}:${index}`)

/** A score and a probability for each class, the most probable label and its probability. */
export const multiclassKind: ModelKind<'multiclass'> = {
  target: object({ kind: oneOf('multiclass'), column: text(), classes: list(readLabel) }),
  answer: 'label',
  outputs: (target) => [...numbered('score', target), ...numbered('probability', target), 'probability', 'label'],
  optional: [],
  scores: (target) => [...numbered('score', target), ...numbered('probability', target)],
  fault({ classes }, label) {
    if (classes.length < 2) return `the target has ${classes.length} classes`
    if (new Set(classes).size < classes.length) return 'the target has a class twice'
    return labelFault(label, classes)
  },
  createPredictor({ label, target }, { outputs, run }) {
    const { classes } = target
    const reader = (output: string) => outputs.get(output) ?? absent
    const readScores = numbered('score', target).map(reader)
    const readProbabilities = numbered('probability', target).map(reader)
    const [readProbability, readLabelled] = [reader('probability'), reader('label')]
    return (row, index) => {
      run(row, index)
      const probability = readProbability() as number | null
      const labelled = readLabelled()
      if (probability === null || labelled === null || readScores.some((read) => read() === null)) throw scoreNull(index)
      const probabilities: ClassProbability[] = []
      for (let i = 0; i < classes.length; i++) {
        const own = readProbabilities[i]!() as number | null
        if (own === null) throw scoreNull(index)
        probabilities.push({ label: classes[i], probability: own })
      }
      return { label: fromPhysical(label, labelled), probability, probabilities }
    }
  },
}
