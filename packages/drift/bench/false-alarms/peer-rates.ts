import { runPeerOnce } from '../support/peers.ts'

/** One cell of the peers' grids. */
export interface PeerCell {
  readonly kind?: string
  readonly shift: string | null
  readonly n_ref: number
  readonly n_cur: number
  readonly repeats: number
  readonly rates: Readonly<Record<string, number>>
}

const sizes = '200,1000,10000'

const grid = (...args: string[]) =>
  runPeerOnce('false_alarms.py', args).then((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as PeerCell),
  )

/** What Evidently, SciPy's tests and other rules flag where nothing drifts. */
export const peerNullGrid = () => grid('--sizes', `${sizes},10000x200,1000x10000`)

/** The same of shifts of one column. */
export const peerPowerGrid = () => grid('--power', '--sizes', sizes)

/** The same of whole tables of ten columns. */
export const peerMonitorGrid = () => grid('--tables', '--sizes', sizes)
