import { type Lineage, parseJson, type Run } from '@millrace/core'
import type { LineageCode } from './version-lineage.ts'

/** The code, as the model says it, and else its run. */
export function codeOf(lineage: Lineage | undefined, run: Run | undefined): LineageCode {
  const tag = (name: string) => run?.tags.get(name) ?? null
  const dirty = tag('millrace.git.dirty')
  return {
    commit: lineage?.commit ?? tag('mlflow.source.git.commit'),
    branch: tag('mlflow.source.git.branch'),
    dirty: dirty === null ? null : dirty === 'true',
    repository: tag('mlflow.source.git.repoURL'),
  }
}

/** Versions by name, as the run noted them, and over them as the model says. */
export function environmentOf(lineage: Lineage | undefined, run: Run | undefined): Record<string, string> {
  const noted = ['node', 'platform', 'lockfile', 'lockfile.digest'].flatMap((name) => {
    const value = run?.tags.get(`millrace.${name}`)
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(noted), ...packagesOf(run), ...lineage?.environment }
}

function packagesOf(run: Run | undefined): Record<string, string> {
  try {
    const packages = parseJson(run?.tags.get('millrace.packages') ?? '{}')
    return typeof packages === 'object' && packages !== null
      ? Object.fromEntries(Object.entries(packages).map(([name, version]) => [name, String(version)]))
      : {}
  } catch {
    return {}
  }
}
