import type { RunEntries } from '@millrace/core'
import type { Trial } from './trial.ts'
import type { TuningRun } from './tune-options.ts'

/** Makes a trial a run of its own: its params, its metric by fold as steps, then the mean. */
export async function recordTrial(trial: Trial, { run, metric }: { readonly run: TuningRun; readonly metric: string }): Promise<void> {
  const { number, params, values, mean, deviation, seconds, error } = trial
  const timestampMs = Date.now()
  const figures = error === null ? { [`${metric}/mean`]: mean, [`${metric}/deviation`]: deviation, seconds } : { seconds }
  const child = await run.startRun({ name: `trial ${number}`, environment: false })
  await child.record({
    params: new Map(Object.entries(params).map(([name, value]) => [name, String(value)])),
    metrics: [
      ...values.map((value, step) => ({ key: metric, value, step, timestampMs })),
      ...Object.entries(figures).map(([key, value]) => ({ key, value, step: 0, timestampMs })),
    ],
    ...(error !== null && { tags: new Map([['millrace.error', `${error.code}: ${error.message}`]]) }),
  })
  await child.end(error === null ? 'finished' : 'failed')
}

/** What the run of a whole tuning keeps: the best params and their metric. */
export function bestEntries({ number, params, mean, deviation }: Trial<object>, metric: string): RunEntries {
  const figures = { [`tuning/${metric}`]: mean, [`tuning/${metric}/deviation`]: deviation, 'tuning/trial': number }
  const timestampMs = Date.now()
  return {
    params: new Map(Object.entries(params).map(([name, value]) => [`best.${name}`, String(value)])),
    metrics: Object.entries(figures).map(([key, value]) => ({ key, value, step: 0, timestampMs })),
  }
}
