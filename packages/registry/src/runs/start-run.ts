import type { ArtifactStore, Run, RunEntries, TrackingStore } from '@millrace/core'
import { environmentTags } from '../environment/environment-tags.ts'
import { contentBytes } from './artifact-content.ts'
import { ensureExperiment } from './experiment.ts'
import { numbersOf } from './numbers-of.ts'
import { datasetInput, type RunDataset } from './run-dataset.ts'
import type { RunHandle, StartRunOptions } from './run-handle.ts'
import { runTexts } from './run-text.ts'

/** What runs are written to. */
export interface RunContext {
  readonly tracking: TrackingStore
  readonly artifacts: ArtifactStore
  readonly actor: string
  /** The runs that were started and have not ended. */
  readonly open: Set<RunHandle>
}

/** Starts a run in the experiment of that name, which is made where there is none. */
export async function startRun(context: RunContext, experiment: string, options: StartRunOptions): Promise<RunHandle> {
  const { id } = await ensureExperiment(context.tracking, experiment)
  return await startRunIn(context, id, options)
}

async function startRunIn(context: RunContext, experimentId: string, options: StartRunOptions): Promise<RunHandle> {
  const { tracking, actor } = context
  const { name, params = {}, tags = {}, note, dataset, parent, seed, environment = true } = options
  const found = environment ? await environmentTags() : new Map<string, string>()
  const seedTag = seed === undefined ? [] : [['millrace.seed', String(seed)] as const]
  const run = await tracking.createRun({
    experimentId,
    startedAtMs: Date.now(),
    user: actor,
    params: runTexts(params),
    tags: new Map([...found, ...seedTag, ...runTexts(tags)]),
    inputs: (Array.isArray(dataset) ? (dataset as readonly RunDataset[]) : dataset ? [dataset as RunDataset] : []).map(datasetInput),
    ...(name !== undefined && { name }),
    ...(parent !== undefined && { parentId: typeof parent === 'string' ? parent : parent.id }),
  })
  if (note !== undefined) await tracking.updateRun(run.id, { note })
  return handleOf(context, run)
}

function handleOf(context: RunContext, run: Run): RunHandle {
  const { tracking, artifacts, open } = context
  // A clock that nobody sets: the duration is right whatever happens to the calendar.
  const started = performance.now()
  const { id } = run
  const record = (entries: RunEntries) => tracking.record(id, entries)
  let ending: Promise<void> | undefined

  const handle: RunHandle = Object.freeze<RunHandle>({
    id,
    run,
    record,
    logParams: (params) => record({ params: runTexts(params) }),
    logMetric: (key, value, { step = 0, timestampMs = Date.now() } = {}) => record({ metrics: [{ key, value, step, timestampMs }] }),
    logMetrics: (metrics, { step = 0, timestampMs = Date.now() } = {}) =>
      record({ metrics: numbersOf(metrics).map(([key, value]) => ({ key, value, step, timestampMs })) }),
    setTags: (tags) => record({ tags: new Map([...runTexts(tags)].map(([key, text]) => [key, tags[key] === null ? null : text])) }),
    setNote: async (note) => void (await tracking.updateRun(id, { note })),
    logInput: (dataset) => record({ inputs: [datasetInput(dataset)] }),
    logArtifact: (key, content) => artifacts.put(`${run.artifactRoot}/${key}`, { content: contentBytes(content) }),
    startRun: (options = {}) => startRunIn(context, run.experimentId, { ...options, parent: id }),
    end(status = 'finished') {
      ending ??= tracking
        .updateRun(id, { status, endedAtMs: run.startedAtMs + Math.round(performance.now() - started) })
        .then(() => void open.delete(handle))
        .catch((error: unknown) => {
          ending = undefined
          throw error
        })
      return ending
    },
    [Symbol.asyncDispose]: () => handle.end('failed'),
  })
  open.add(handle)
  return handle
}
