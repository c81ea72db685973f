import { canonicalJson, type Json, MillraceError } from '@millrace/core'
import { checkEvidence } from '../promotion/check-evidence.ts'
import type { RegisterOptions } from './register-options.ts'

const own = ['evaluation.json', 'evidence.json', 'profile.json']

/** The files that a version has beside the model's own. */
export function versionContent({ evaluation, profile, files = {} }: RegisterOptions): Readonly<Record<string, Uint8Array | string>> {
  const reserved = own.find((path) => Object.hasOwn(files, path))
  if (reserved !== undefined) {
    throw new MillraceError({
      code: 'E_MODEL_FILE_RESERVED',
      message: `register: '${reserved}' is a name that the registry uses itself; choose another, or give the option that writes it`,
      details: { path: reserved },
    })
  }
  const { metrics, intervals, evidence } = evaluation ?? {}
  if (evidence) checkEvidence('register: evaluation.evidence', evidence)
  return {
    ...files,
    ...(metrics && { 'evaluation.json': readable({ metrics, ...(intervals && { intervals }) }) }),
    ...(evidence && { 'evidence.json': canonicalJson({ ...evidence }) }),
    ...(profile && { 'profile.json': canonicalJson(profile as Json) }),
  }
}

/** JSON for people too; `canonicalJson` refuses what JSON would change silently. */
function readable(value: object): string {
  canonicalJson(value as Json)
  return `${JSON.stringify(value, null, 2)}\n`
}
