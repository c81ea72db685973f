import { type NewRun, type Random, type Run, seededRandom, type TrackingStore } from '@millrace/core'
import { metric } from './subject.ts'

export const numbers = [-1, 0, 0.5, 1, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
export const texts = ['', 'a', 'A', 'ab', 'aB', 'a%', 'a_b', '*?[a]', 'é', '\uffff', '😀b', '1', '0.5', '-1', '1e300', '10', 'x\ny']
export const metricKeys = ['auc', 'loss', 'AUC']
export const textKeys = ['solver', 'rate', 'Solver']
const ids = ['a', 'B', 'a_', 'a-1', 'Z9', '0']

/** Runs that differ in everything that can be asked for, the same at every call. */
export async function createManyRuns(store: TrackingStore, count = 60): Promise<readonly Run[]> {
  const random = seededRandom(11)
  const experiments = [await store.createExperiment('one'), await store.createExperiment('two')]
  const runs: Run[] = []
  for (let index = 0; index < count; index++) {
    const experimentId = pick(random, experiments).id
    const given = { experimentId, ...attributes(random), ...(index < ids.length && { id: ids[index]! }) }
    const { id } = await store.createRun({ ...given, ...entries(random) } satisfies NewRun)
    if (random.next() < 0.4)
      await store.updateRun(id, { status: pick(random, ['finished', 'failed', 'scheduled']), endedAtMs: random.integer(4) })
    if (random.next() < 0.2) await store.updateRun(id, { lifecycle: 'deleted' })
    runs.push((await store.findRun(id))!)
  }
  return runs
}

export const pick = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)]!

function attributes(random: Random) {
  return {
    name: pick(
      random,
      texts.filter((text) => text !== '' && text !== 'x\ny'),
    ),
    startedAtMs: random.integer(5),
    ...(random.next() < 0.6 && { user: pick(random, ['ada', 'Ada', 'bob']) }),
  }
}

function entries(random: Random) {
  const some = <Value>(keys: readonly string[], value: () => Value) =>
    new Map(keys.flatMap((key): [string, Value][] => (random.next() < 0.6 ? [[key, value()]] : [])))
  const values = some(metricKeys, () => pick(random, [...numbers, Number.NaN, Number.NaN]))
  const input = () => ({ name: pick(random, ['loans', 'Loans']), digest: pick(random, ['md5:1', 'md5:2']) })
  return {
    params: some(textKeys, () => pick(random, texts)),
    tags: some(textKeys, () => pick(random, texts)),
    metrics: [...values].map(([key, value]) => metric(key, value)),
    inputs: Array.from({ length: random.integer(3) }, () => ({
      ...input(),
      ...(random.next() < 0.5 && { context: pick(random, ['training', 'test']) }),
    })),
  }
}
