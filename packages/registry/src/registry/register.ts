import { randomUUID } from 'node:crypto'
import {
  type AnyModel,
  type ChangeContext,
  hasCode,
  type Logger,
  MillraceError,
  type ModelVersion,
  type NewModelVersion,
  type RegistryStore,
  type TrackingStore,
} from '@millrace/core'
import { numbersOf } from '../runs/numbers-of.ts'
import { runTexts } from '../runs/run-text.ts'
import { requireVersion } from './find-version.ts'
import { putModel } from './put-model.ts'
import type { RegisterOptions } from './register-options.ts'
import type { RegistryContext } from './registry-context.ts'
import { versionContent } from './version-content.ts'

/** Keeps a model as a new version: its files first and the row last, so that a version which is seen is whole. */
export async function register(
  context: RegistryContext & { readonly logger: Logger },
  { model, options }: { readonly model: AnyModel; readonly options: RegisterOptions },
): Promise<ModelVersion> {
  const { models, artifacts, tracking, logger } = context
  const { evaluation, description, tags = {}, actor = context.actor, reason } = options
  const files = versionContent(options)
  const runId = await runIdOf(tracking, options.run, model.definition.lineage.run)
  const artifactRoot = `models/${model.name}/${randomUUID()}`
  const version = await keep().catch(async (error: unknown) => {
    // Where the store did not answer, the row may stand: its files then stay.
    if (!hasCode(error, 'E_STORE_UNAVAILABLE')) await artifacts.delete(artifactRoot).catch(() => undefined)
    throw error
  })
  const name = `${model.name}/${version}`
  if (runId !== undefined) {
    const told = tracking.record(runId, { tags: new Map([[`millrace.version.${model.name}`, name]]) })
    await told.catch((cause: unknown) => logger.warn({ err: cause, run: runId, version: name }, 'a run could not be told of its version'))
  }
  logger.info({ version: name, run: runId }, 'registered')
  return await requireVersion(models, { model: model.name, version })

  async function keep(): Promise<number> {
    const metrics = numbersOf(evaluation?.metrics ?? {}).filter(([, value]) => Number.isFinite(value))
    const digest = await putModel(artifacts, model, { artifactRoot, files })
    const kept: NewModelVersion = {
      artifactRoot,
      digest,
      metrics: new Map(metrics),
      tags: runTexts(tags),
      ...(runId !== undefined && { runId }),
      ...(description !== undefined && { description }),
    }
    return await commitVersion(models, { model: model.name, version: kept, by: { actor, ...(reason !== undefined && { reason }) } })
  }
}

/** The run that was named, which must be there, or that of the model's lineage, where it is. */
async function runIdOf(tracking: TrackingStore, run: RegisterOptions['run'], ofLineage: string | null): Promise<string | undefined> {
  const id = (typeof run === 'object' ? run.id : run) ?? ofLineage
  if (id === null || (await tracking.findRun(id))) return id ?? undefined
  if (run === undefined) return undefined
  throw new MillraceError({
    code: 'E_RUN_UNKNOWN',
    message: `register: there is no run '${id}' in this registry; give a run of it, or none`,
    details: { run: id },
  })
}

interface CommitVersion {
  readonly model: string
  readonly version: NewModelVersion
  readonly by: ChangeContext
}

async function commitVersion(models: RegistryStore, { model, version, by }: CommitVersion): Promise<number> {
  if (!(await models.findModel(model))) {
    await models.commit([{ action: 'create-model', model }], by).catch((error: unknown) => {
      if (!hasCode(error, 'E_MODEL_EXISTS')) throw error
    })
  }
  const [entry] = await models.commit([{ action: 'create-version', model, version }], by)
  return entry!.version!
}
