import type { Benchmark } from '../../../scripts/bench/benchmark.ts'
import { accuracyTable } from './accuracy/accuracy-table.ts'
import { boosting, linear } from './accuracy/contenders.ts'
import { type Measured, measureStudy } from './accuracy/measure-study.ts'
import { meanOf, pairedDifference } from './accuracy/paired.ts'
import { type Study, studies } from './accuracy/studies.ts'

const measurements = new Map(studies.map((study) => [study.name, measureStudy(study)]))
const printed = new Set<Study>()

const decisive = ({ metrics: [metric] }: Study, measured: Measured, model: string): readonly number[] => measured[model]![metric]!

/** Prints the table of a study once, as far as it could be measured. */
function print(study: Study, measured: Measured, absent?: unknown): void {
  if (printed.has(study)) return
  printed.add(study)
  const lacks = absent === undefined ? '' : `Without the peers: ${absent instanceof Error ? absent.message : absent}\n`
  process.stderr.write(`\n${accuracyTable(study, measured)}\n${lacks}\n`)
}

/** Boosting's loss over that of the better of LightGBM's two ways. */
function overLightgbm(study: Study): Benchmark {
  const { name, metrics } = study
  const { ours, peers } = measurements.get(name)!
  return {
    name: `accuracy ${name}: ${metrics[0] === 'rmse' ? 'RMSE' : 'log loss'} of boosting over LightGBM's`,
    unit: 'x',
    goal: 1.02,
    atMost: true,
    peer: 'LightGBM with defaults or early stopping',
    prepare: () => ({
      ours: async () => meanOf(decisive(study, await ours(), boosting)),
      async peer() {
        const own = await ours()
        try {
          const found = await peers()
          print(study, { ...own, ...found })
          return Math.min(...['LightGBM', 'LightGBM early stopping'].map((peer) => meanOf(decisive(study, found, peer))))
        } catch (error) {
          print(study, own, error)
          throw error
        }
      },
      value: (own, peer = Number.NaN) => own / peer,
    }),
  }
}

const loan = studies.find(({ name }) => name === 'loan')!

/** Our defaults on the data sets of shared/data: five stored folds, the same for the peers. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: `accuracy loan: log loss of boosting above logistic regression's, in standard errors of the difference`,
    unit: '',
    goal: 2,
    atMost: true,
    peer: null,
    prepare: () => ({
      async ours() {
        const measured = await measurements.get(loan.name)!.ours()
        const { mean, error } = pairedDifference(decisive(loan, measured, boosting), decisive(loan, measured, linear))
        return mean / error
      },
    }),
  },
  ...studies.map(overLightgbm),
]
