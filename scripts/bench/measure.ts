import type { Benchmark, Prepared } from './benchmark.ts'

/** A benchmark's outcome; `value` is `null` where something could not run. */
export interface Row {
  readonly name: string
  readonly value: number | null
  readonly unit: string
  readonly goal: number
  readonly atMost: boolean
  readonly peer: string | null
  readonly ok: boolean
}

export interface Measurement {
  readonly row: Row
  /** Lowest and highest value of the rounds. */
  readonly spread?: readonly [lowest: number, highest: number]
  /** Why there is no value. */
  readonly failure?: string
  /** Whether it was not the peer that failed: the benchmark itself is broken. */
  readonly isBroken?: boolean
}

const rounds = 3

/** One warm-up, then three rounds of ours and the peer's in turn; the value is the median of the rounds. */
export async function measure(benchmark: Benchmark): Promise<Measurement> {
  const { name, unit, goal, atMost, peer } = benchmark
  let prepared: Prepared | undefined
  try {
    prepared = await benchmark.prepare()
    if ((peer === null) !== (prepared.peer === undefined)) throw new Error('a benchmark names a peer if and only if it measures one')
    await round(prepared)
    const values: number[] = []
    while (values.length < rounds) values.push(await round(prepared))
    const [lowest, value, highest] = values.sort((a, b) => a - b) as [number, number, number]
    return { row: { name, value, unit, goal, atMost, peer, ok: atMost ? value <= goal : value >= goal }, spread: [lowest, highest] }
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    return { row: { name, value: null, unit, goal, atMost, peer, ok: false }, failure, isBroken: !(error instanceof PeerError) }
  } finally {
    await prepared?.close?.()
  }
}

class PeerError extends Error {}

async function round({ ours, peer, value = timesFaster }: Prepared): Promise<number> {
  const own = await ours()
  const theirs = peer && (await attempt(peer))
  const result = value(own, theirs)
  if (!Number.isFinite(result)) throw new Error(`the value of a round is ${result} (ours ${own}, peer ${theirs})`)
  return result
}

const timesFaster = (ours: number, peer: number | undefined): number => (peer === undefined ? ours : peer / ours)

async function attempt(peer: () => number | Promise<number>): Promise<number> {
  try {
    return await peer()
  } catch (error) {
    throw new PeerError(`the peer could not run: ${error instanceof Error ? error.message : error}`)
  }
}
