import type { Benchmark } from '../../../scripts/bench/benchmark.ts'
import { explainByLightgbm, type Fit, fitOurs, fitPeer, runProgram, tableFolder } from './support/peers.ts'

/** A fit of ours beside peers' on the same table. */
interface Case {
  readonly contender: string
  readonly table: string
  readonly threads: number
  /** The fastest of these is what is compared with. */
  readonly peers: readonly string[]
}

/** What was measured last, for figures that need no fits of their own. */
const measured = new Map<string, { ours?: Fit; peer?: Fit }>()
const keyOf = ({ contender, table, threads, peers }: Case) => JSON.stringify([contender, table, threads, peers])

const nameOf = ({ contender, table, threads }: Case) => `${contender} ${table}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`

type Limits = Pick<Benchmark, 'unit' | 'goal' | 'atMost'>

interface FigureOptions extends Limits {
  readonly of: (fit: Fit) => number
  readonly value: (ours: number, peer: number) => number
  /** Whether each round fits anew. */
  readonly fresh: boolean
}

/** A benchmark of a figure of a case; fits run once a round, ours and the peers' in turn, and are shared by the figures of the case. */
function figure(given: Case, name: string, { of, value, fresh, ...limits }: FigureOptions): Benchmark {
  return {
    name: `${nameOf(given)}: ${name}`,
    peer: given.peers.join(' or '),
    ...limits,
    async prepare() {
      const folder = await tableFolder(given.table)
      const found = measured.get(keyOf(given)) ?? {}
      measured.set(keyOf(given), found)
      return {
        async ours() {
          if (fresh || found.ours === undefined) found.ours = await fitOurs(given.contender, folder, given.threads)
          return of(found.ours)
        },
        async peer() {
          if (fresh || found.peer === undefined) {
            const fits: Fit[] = []
            for (const peer of given.peers) fits.push(await fitPeer(peer, folder, given.threads))
            found.peer = fits.reduce((best, one) => (one.fit_s < best.fit_s ? one : best))
          }
          return of(found.peer)
        },
        value: (ours, peer = Number.NaN) => value(ours, peer),
      }
    },
  }
}

const seconds = (given: Case, goal: number) =>
  figure(given, 'time of a fit', {
    unit: 'x',
    goal,
    atMost: true,
    of: ({ fit_s }) => fit_s,
    value: (ours, peer) => ours / peer,
    fresh: true,
  })

const quality = (given: Case, goal: number) =>
  figure(given, 'AUC below the peer', {
    unit: '',
    goal,
    atMost: true,
    of: ({ auc }) => auc,
    value: (ours, peer) => peer - ours,
    fresh: false,
  })

const boosters = ['lightgbm', 'lightgbm-quantized']
const plain: Case = { contender: 'boosting', table: '100k', threads: 2, peers: boosters }
const mixed: Case = { contender: 'boosting', table: '100k-mc', threads: 2, peers: ['lightgbm'] }
const million: Case = { contender: 'boosting', table: '1m', threads: 2, peers: boosters }
const loan: Case = { contender: 'boosting', table: 'loan', threads: 1, peers: ['lightgbm'] }
const small: Case = { contender: 'boosting', table: '10k', threads: 1, peers: ['lightgbm'] }
const forest: Case = { contender: 'forest', table: '100k', threads: 2, peers: ['sklearn-rf'] }
const newton: Case = { contender: 'logistic', table: '100k', threads: 1, peers: ['sklearn-logistic-newton-cholesky'] }
const lbfgs: Case = { contender: 'logistic', table: '100k', threads: 1, peers: ['sklearn-logistic-lbfgs'] }
const one: Case = { contender: 'boosting', table: '100k', threads: 1, peers: ['lightgbm'] }
const oneOfXgboost: Case = { ...one, peers: ['xgboost'] }

/** Rows a second of batches, on one core. */
const scoring = (given: Case, goal: number) =>
  figure(given, 'rows a second', {
    unit: 'x',
    goal,
    atMost: false,
    of: (fit) => fit.predict_rows_per_s,
    value: (ours, peer) => ours / peer,
    fresh: false,
  })

/** A figure of ours alone, from a program that prints it. */
function absolute(name: string, limits: Limits, ours: () => Promise<number>): Benchmark {
  return { name, ...limits, peer: null, prepare: () => ({ ours }) }
}

/** Training beside the peers of Python on the same files; one process a fit, binning included. */
export const benchmarks: readonly Benchmark[] = [
  seconds(plain, 0.8),
  quality(plain, 0.001),
  seconds(mixed, 1),
  quality(mixed, 0.001),
  seconds(million, 0.9),
  quality(million, 0.001),
  absolute('boosting 1m, 2 threads: memory above the data', { unit: 'MB', goal: 200, atMost: true }, async () => {
    const { ours } = measured.get(keyOf(million)) ?? {}
    return (ours ?? (await fitOurs('boosting', await tableFolder('1m'), 2))).fit_mb
  }),
  seconds(loan, 1),
  seconds(small, 1),
  seconds(forest, 0.25),
  quality(forest, 0.002),
  seconds(newton, 1),
  seconds(lbfgs, 1.5),
  scoring(one, 2),
  scoring(oneOfXgboost, 0.8),
  absolute('boosting: one row, 100 trees', { unit: 'us', goal: 6, atMost: true }, async () => {
    const { ours } = measured.get(keyOf(one)) ?? {}
    return (ours ?? (await fitOurs('boosting', await tableFolder('100k'), 1))).single_row_us
  }),
  {
    name: 'TreeSHAP, 100 trees of 31 leaves: rows a second',
    unit: 'x',
    goal: 1,
    atMost: false,
    peer: 'LightGBM pred_contrib',
    async prepare() {
      const folder = await tableFolder('100k')
      return {
        ours: () => runProgram<number>('explain.ts', [folder]),
        peer: () => explainByLightgbm(folder),
        value: (ours, peer = Number.NaN) => ours / peer,
      }
    },
  },
  absolute('import, and a first fit of 614 rows, 100 trees', { unit: 'ms', goal: 150, atMost: true }, () =>
    runProgram<number>('cold-start.mjs', []),
  ),
]
