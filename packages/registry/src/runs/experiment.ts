import { type Experiment, hasCode, MillraceError, type TrackingStore } from '@millrace/core'

/** The active experiment of that name, made where there is none; several processes may ask at once. */
export async function ensureExperiment(tracking: TrackingStore, name: string): Promise<Experiment> {
  const found = await tracking.findExperiment({ name })
  if (found) return found
  try {
    return await tracking.createExperiment(name)
  } catch (error) {
    const made = hasCode(error, 'E_EXPERIMENT_EXISTS') ? await tracking.findExperiment({ name }) : undefined
    if (made) return made
    throw error
  }
}

/** The ids of active experiments by their names. */
export async function experimentIds(tracking: TrackingStore, names: readonly string[]): Promise<readonly string[]> {
  return await Promise.all(
    names.map(async (name) => {
      const found = await tracking.findExperiment({ name })
      if (found) return found.id
      throw new MillraceError({
        code: 'E_EXPERIMENT_UNKNOWN',
        message: `searchRuns: there is no active experiment '${name}'; check the name`,
        details: { name },
      })
    }),
  )
}
