import type { Benchmark } from '../../../scripts/bench/benchmark.ts'
import { type Cell, monitorGrid, nullGrid, powerGrid } from './false-alarms/grids.ts'
import { continuous } from './false-alarms/laws.ts'
import { type PeerCell, peerMonitorGrid, peerNullGrid, peerPowerGrid } from './false-alarms/peer-rates.ts'
import { percent, printTable } from './false-alarms/print.ts'
import { standardError } from './false-alarms/trial.ts'

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** The peers' cells; none, with the reason printed, where they cannot run. */
const orNone = (peers: () => Promise<PeerCell[]>) => () =>
  peers().catch((error: Error): PeerCell[] => {
    process.stderr.write(`Without the peers: ${error.message}\n`)
    return []
  })

const excess = ({ flagged, significant, repeats }: Cell) => (Math.max(flagged, significant) - 0.05) / standardError(repeats)
const highest = (cells: readonly Cell[]) => Math.max(...cells.map(excess))

const nulls = once(async () => {
  const [cells, peers] = [await nullGrid(), await orNone(peerNullGrid)()]
  const beside = ({ name, reference, current }: Cell) =>
    peers.find((peer) => peer.kind === name && peer.n_ref === reference && peer.n_cur === current)?.rates
  printTable(
    'False alarms in %, nothing drifts',
    ['law', 'reference', 'current', 'repeats', 'p < .05', 'flagged', 'Evidently', 'SciPy KS or chi2', 'PSI >= .1'],
    cells.map((cell) => {
      const rates = beside(cell)
      const figures = [cell.significant, cell.flagged, rates?.evidently, rates?.KS ?? rates?.['chi2 rare pooled'], rates?.['psi>=.1']]
      return [cell.name, `${cell.reference}`, `${cell.current}`, `${cell.repeats}`, ...figures.map(percent)]
    }),
  )
  return cells
})

const monitors = once(async () => {
  const [cells, peers] = [await monitorGrid(), await orNone(peerMonitorGrid)()]
  const beside = ({ reference, name }: Cell) =>
    name === '10 columns' ? peers.find(({ shift, n_ref }) => shift === null && n_ref === reference)?.rates : undefined
  printTable(
    'Any alarm of a whole monitor in %, nothing drifts',
    ['monitor', 'rows', 'repeats', 'flagged', 'Evidently, any column', 'Evidently, dataset', 'plain p, any column'],
    cells.map((cell) => {
      const rates = beside(cell)
      const figures = [cell.flagged, rates?.['evidently: any'], rates?.['evidently: dataset'], rates?.['p: any']]
      return [cell.name, `${cell.reference}`, `${cell.repeats}`, ...figures.map(percent)]
    }),
  )
  return cells
})

const powers = once(powerGrid)

/** Our power over SciPy's of the same test, in standard errors of the difference. */
async function distanceFromScipy(): Promise<number> {
  const [cells, peers] = [await powers(), await peerPowerGrid()]
  const rows = cells.map((cell) => {
    const peer = peers.find(({ shift, n_ref }) => shift === cell.name && n_ref === cell.reference)
    if (peer === undefined) throw new Error(`false_alarms.py printed no cell of ${cell.name} at ${cell.reference} rows`)
    const theirs = peer.rates.KS ?? peer.rates['chi2 rare pooled']!
    const pooled = (cell.significant * cell.repeats + theirs * peer.repeats) / (cell.repeats + peer.repeats)
    const error = Math.hypot(standardError(cell.repeats, pooled), standardError(peer.repeats, pooled))
    return { cell, peer, theirs, distance: error === 0 ? 0 : Math.abs(cell.significant - theirs) / error }
  })
  printTable(
    'Power in %: one uncorrected column',
    ['shift', 'rows', 'p < .05', 'flagged', 'SciPy, same test', 'Anderson-Darling', 'SciPy, Anderson-Darling', 'Evidently'],
    rows.map(({ cell, peer, theirs }) => {
      const figures = [cell.significant, cell.flagged, theirs, cell.andersonDarling, peer.rates.AD, peer.rates.evidently]
      return [cell.name, `${cell.reference}`, ...figures.map(percent)]
    }),
  )
  return Math.max(...rows.map(({ distance }) => distance))
}

const rate = (name: string, goal: number, atMost: boolean, ours: () => Promise<number>, unit = 'standard errors'): Benchmark => ({
  name: `false alarms: ${name}`,
  unit,
  goal,
  atMost,
  peer: null,
  prepare: () => ({ ours }),
})

/** Mean rate over cells of continuous laws whose sizes let D reach its floor before it is significant, so that the floor takes nothing away. */
async function meanOfContinuous(): Promise<number> {
  const cells = (await nulls()).filter(({ law, reference, current }) => {
    const critical = 1.36 * Math.sqrt(1 / reference + 1 / current)
    return continuous.includes(law) && critical > 0.03
  })
  return (100 * cells.reduce((sum, { flagged }) => sum + flagged, 0)) / cells.length
}

/** Rates without drift and with it; goals are those that the package promises. */
export const benchmarks: readonly Benchmark[] = [
  rate('highest cell of the null grid above 5 %', 3.5, true, async () => highest(await nulls())),
  rate('mean over continuous cells below the reach of the floor', 4, false, meanOfContinuous, '%'),
  rate('mean over continuous cells below the reach of the floor, at most', 5.5, true, meanOfContinuous, '%'),
  rate('highest rate of any flag of a whole monitor above 5 %', 3.5, true, async () => {
    const cells = await monitors()
    return highest(cells.map((cell) => ({ ...cell, significant: 0 })))
  }),
  {
    name: "power: greatest distance from SciPy's same test",
    unit: 'standard errors',
    goal: 3,
    atMost: true,
    peer: 'SciPy',
    prepare: () => {
      const distance = once(distanceFromScipy)
      return { ours: async () => (await powers()).length, peer: distance, value: (_, peer = Number.NaN) => peer }
    },
  },
]
