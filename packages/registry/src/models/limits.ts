import { type ChangeContext, canonicalJson, type NewModelVersion } from '@millrace/core'
import { checkName, checkText } from '../tracking/check-value.ts'
import { limitExceeded } from '../tracking/tracking-errors.ts'

/** The most that the store takes: characters of a text, entries of a call. */
const limits = Object.freeze({
  key: 250,
  tag: 100_000,
  description: 100_000,
  artifactRoot: 2048,
  identifier: 255,
  reason: 8000,
  details: 1_048_576,
  entries: 1000,
})

/** Checks who changes the registry and why, and how many changes there are. */
export function checkCommit(changes: readonly unknown[], { actor, reason = '', details = null }: ChangeContext): void {
  checkName('the actor', { value: actor, limit: limits.identifier })
  checkText('the reason', { value: reason, limit: limits.reason })
  checkText('the details', { value: canonicalJson(details), limit: limits.details })
  checkEntries('changes', changes.length)
}

/** Checks what a new version brings. */
export function checkNewVersion({ artifactRoot, digest, runId, metrics, description = '', tags }: NewModelVersion): void {
  checkName('the artifact root', { value: artifactRoot, limit: limits.artifactRoot })
  checkName('the digest', { value: digest, limit: limits.identifier })
  if (runId !== undefined) checkName('the run of a version', { value: runId, limit: limits.identifier })
  checkDescription(description)
  checkTags(tags ?? new Map())
  checkEntries('metrics', metrics?.size ?? 0)
  for (const key of metrics?.keys() ?? []) checkName('the key of a metric', { value: key, limit: limits.key })
}

/** Checks labels that a model or version gets. */
export function checkTags(tags: ReadonlyMap<string, string>): void {
  checkEntries('tags', tags.size)
  for (const [key, value] of tags) checkTag(key, value)
}

/** Checks one label. */
export function checkTag(key: string, value: string): void {
  checkName('the key of a tag', { value: key, limit: limits.key })
  checkText('the value of a tag', { value, limit: limits.tag })
}

/** Checks a text for people. */
export function checkDescription(description: string): void {
  checkText('a description', { value: description, limit: limits.description })
}

function checkEntries(what: string, found: number): void {
  if (found > limits.entries) throw limitExceeded(`a list of ${what}`, { limit: limits.entries, found })
}
