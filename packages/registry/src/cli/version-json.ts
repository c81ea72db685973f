import type { Json, ModelVersion } from '@millrace/core'
import { jsonMetrics } from '../promotion/json-number.ts'

/** A version as plain JSON. */
export function versionJson(version: ModelVersion): { readonly [key: string]: Json } {
  const { model, version: number, stage, aliases, digest, artifactRoot, description, createdAtMs, updatedAtMs } = version
  return {
    ...{ model, version: number, stage, aliases, runId: version.runId ?? null, digest, artifactRoot, description },
    ...{ createdAtMs, updatedAtMs },
    metrics: jsonMetrics(version.metrics),
    tags: Object.fromEntries(version.tags),
  }
}
