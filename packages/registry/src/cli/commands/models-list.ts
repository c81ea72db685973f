import type { ModelVersion, RegisteredModel } from '@millrace/core'
import { modelUnknown } from '../../models/registry-errors.ts'
import { allItems } from '../../promotion/all-items.ts'
import type { Registry } from '../../registry/registry.ts'
import { numberCell, shortId, timeCell } from '../cells.ts'
import type { Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'
import { versionJson } from '../version-json.ts'

/** Most metrics that get a column. */
const mostMetrics = 5

/** The models, or the versions of one. */
export const listModels = (registry: Registry, name: string | undefined): Promise<Outcome> =>
  name === undefined ? listAll(registry) : listVersions(registry, name)

async function listAll({ models }: Registry): Promise<Outcome> {
  const found: (RegisteredModel & { readonly latest: number | null })[] = []
  for await (const model of allItems((pageToken) => models.searchModels({ pageToken }))) {
    const { items } = await models.searchVersions({ filter: ofModel(model.name), limit: 1 })
    found.push({ ...model, latest: items[0]?.version ?? null })
  }
  return {
    json: {
      models: found.map(({ tags, aliases, ...model }) => ({
        ...model,
        aliases: Object.fromEntries(aliases),
        tags: Object.fromEntries(tags),
      })),
    },
    text(style) {
      if (found.length === 0) return 'no models'
      const rows = found.map(({ name, latest, aliases, updatedAtMs }) => [
        ...[name, latest === null ? '' : String(latest)],
        Array.from(aliases, ([alias, version]) => `${alias}=${version}`).join(' '),
        timeCell(updatedAtMs),
      ])
      return textTable(['MODEL', 'NEWEST', 'ALIASES', 'CHANGED'], rows, style)
    },
  }
}

async function listVersions({ models }: Registry, name: string): Promise<Outcome> {
  if (!(await models.findModel(name))) throw modelUnknown(name)
  const versions: ModelVersion[] = []
  for await (const version of allItems((pageToken) => models.searchVersions({ filter: ofModel(name), pageToken }))) versions.push(version)
  return {
    json: { model: name, versions: versions.map(versionJson) },
    text(style) {
      if (versions.length === 0) return 'no versions'
      const metrics = [...new Set(versions.flatMap((version) => [...version.metrics.keys()]))].sort().slice(0, mostMetrics)
      const rows = versions.map((version) => [
        ...[`${version.model}/${version.version}`, version.stage, version.aliases.join(' '), timeCell(version.createdAtMs)],
        shortId(version.runId ?? ''),
        ...metrics.map((metric) => numberCell(version.metrics.get(metric))),
      ])
      return textTable(['VERSION', 'STAGE', 'ALIASES', 'REGISTERED', 'RUN', ...metrics], rows, style)
    },
  }
}

const ofModel = (name: string) => ({ attribute: 'model', is: '=', value: name }) as const
