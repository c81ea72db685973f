import { type AuditEntry, canonicalJson, type Json, type ModelStage, type ModelVersion, type RegistryStore } from '@millrace/core'
import { allItems } from './all-items.ts'

interface VersionState {
  readonly stage: ModelStage
  /** What its creation noted: digest, files, run, metrics. */
  readonly content: Json
}

interface ModelState {
  readonly versions: Map<number, VersionState>
  readonly aliases: Map<string, number>
}

/** Where models, versions and aliases stand, by name of the model. */
export type RegistryState = Map<string, ModelState>

/** Takes a change as the audit has it over into the state. */
export function applyEntry(state: RegistryState, { action, model: name, version, alias, to }: AuditEntry): void {
  if (action === 'create-model') state.set(name, { versions: new Map(), aliases: new Map() })
  const model = state.get(name)
  if (!model) return
  if (action === 'delete-model' || action === 'rename-model') state.delete(name)
  if (action === 'rename-model') state.set(to as string, model)
  if (action === 'create-version') model.versions.set(version!, { stage: 'None', content: to })
  if (action === 'set-stage') model.versions.set(version!, { ...model.versions.get(version!)!, stage: to as ModelStage })
  if (action === 'set-alias' && to !== null) model.aliases.set(alias!, to as number)
  if (action === 'set-alias' && to === null) model.aliases.delete(alias!)
  if (action === 'delete-version') {
    model.versions.delete(version!)
    for (const [one, holder] of model.aliases) if (holder === version) model.aliases.delete(one)
  }
}

/** In words, where the store is not as the state says. */
export async function differencesFrom(models: RegistryStore, state: RegistryState): Promise<string[]> {
  const differences: string[] = []
  const missing = new Map(state)
  for await (const { name, aliases } of allItems((pageToken) => models.searchModels({ pageToken }))) {
    const expected = state.get(name)
    missing.delete(name)
    if (expected) differences.push(...aliasDifferences(name, aliases, expected), ...(await versionDifferences(models, name, expected)))
    else differences.push(`model '${name}' is there, and no entry made it`)
  }
  return [...differences, ...Array.from(missing.keys(), (name) => `model '${name}' is gone, and no entry deleted it`)]
}

function aliasDifferences(model: string, found: ReadonlyMap<string, number>, { aliases: expected }: ModelState): string[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])]
  const shown = (version: number | undefined) => (version === undefined ? 'no version' : `version ${version}`)
  return names
    .filter((alias) => expected.get(alias) !== found.get(alias))
    .map((alias) => `'${alias}' of model '${model}' points to ${shown(found.get(alias))}, and the audit to ${shown(expected.get(alias))}`)
}

async function versionDifferences(models: RegistryStore, model: string, { versions }: ModelState): Promise<string[]> {
  const differences: string[] = []
  const missing = new Map(versions)
  const filter = { attribute: 'model', is: '=', value: model } as const
  for await (const found of allItems((pageToken) => models.searchVersions({ filter, pageToken }))) {
    const name = `version ${found.version} of model '${model}'`
    const expected = versions.get(found.version)
    missing.delete(found.version)
    if (!expected) differences.push(`${name} is there, and no entry made it`)
    else if (expected.stage !== found.stage) differences.push(`${name} stands in ${found.stage}, and by the audit in ${expected.stage}`)
    else if (!hasContent(found, expected.content))
      differences.push(`${name} is not what was registered: its digest, files, run or metrics were changed`)
  }
  return [
    ...differences,
    ...Array.from(missing.keys(), (version) => `version ${version} of model '${model}' is gone, and no entry deleted it`),
  ]
}

/** Whether a version has the content that its creation noted, as far as the store notes any. */
function hasContent(version: ModelVersion, noted: Json): boolean {
  if (noted === null || typeof noted !== 'object' || Array.isArray(noted)) return true
  const { digest, artifactRoot, runId = null } = version
  const metrics = [...version.metrics].map(([key, value]) => ({ key, value: Number.isFinite(value) ? value : String(value) }))
  const content: Readonly<Record<string, Json>> = { digest, artifactRoot, runId, metrics }
  return Object.entries(noted).every(([name, value]) => !(name in content) || comparable(value) === comparable(content[name]!))
}

/** JSON in which the order of a list does not count. */
const comparable = (value: Json): string => canonicalJson(Array.isArray(value) ? value.map(canonicalJson).sort() : value)
