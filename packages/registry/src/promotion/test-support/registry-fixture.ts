import type { AnyEvidence, ModelVersion, NewModelVersion } from '@millrace/core'
import { memoryArtifacts } from '../../artifacts/memory-artifacts.ts'
import { createRegistryStore } from '../../models/registry-store.ts'
import type { RegistryContext } from '../../registry/registry-context.ts'
import { openDatabase } from '../../sqlite/open-database.ts'
import { createTrackingStore } from '../../tracking/create-tracking-store.ts'

/** What a test of promotion works with: a real store, and evidence that is kept beside it. */
export interface RegistryFixture extends AsyncDisposable {
  readonly context: RegistryContext
  /** Adds the next version of the model `loan`, or of another. */
  addVersion(version?: VersionParts): Promise<ModelVersion>
  /** The version that an alias of `loan` points to. */
  holderOf(alias: string): Promise<number | undefined>
}

interface VersionParts {
  readonly model?: string
  readonly metrics?: Readonly<Record<string, number>>
  readonly evidence?: AnyEvidence | undefined
  readonly content?: Partial<NewModelVersion>
}

export async function registryFixture(location = ':memory:'): Promise<RegistryFixture> {
  const database = await openDatabase(location)
  const models = createRegistryStore(database)
  const evidences = new Map<string, AnyEvidence>()
  const context: RegistryContext = {
    models,
    tracking: createTrackingStore(database),
    artifacts: memoryArtifacts(),
    actor: 'ada',
    readEvidence: async ({ artifactRoot }) => evidences.get(artifactRoot),
  }
  return {
    context,
    async addVersion({ model = 'loan', metrics = {}, evidence, content = {} } = {}) {
      if (!(await models.findModel(model))) await models.commit([{ action: 'create-model', model }], { actor: 'ada' })
      const artifactRoot = `models/${model}/${evidences.size}-${Math.random()}`
      const version = { artifactRoot, digest: 'sha256:0', metrics: new Map(Object.entries(metrics)), ...content }
      const [entry] = await models.commit([{ action: 'create-version', model, version }], { actor: 'ada' })
      if (evidence) evidences.set(version.artifactRoot, evidence)
      return (await models.findVersion({ model, version: entry!.version! }))!
    },
    holderOf: async (alias) => (await models.findVersion({ model: 'loan', alias }))?.version,
    async [Symbol.asyncDispose]() {
      await models[Symbol.asyncDispose]()
    },
  }
}
