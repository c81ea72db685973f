import { relative } from 'node:path'
import { gitState } from './git.ts'
import { lockfile } from './lockfile.ts'
import { packages } from './packages.ts'
import { userName } from './user-name.ts'

/** Most characters of a tag that every store takes. */
const longestTag = 8000

const asked = new Map<string, Promise<ReadonlyMap<string, string>>>()

/** What a run notes of where it runs, by the names of MLflow where it has one; found once a process and folder. */
export function environmentTags(folder = process.cwd()): Promise<ReadonlyMap<string, string>> {
  const known = asked.get(folder)
  if (known) return known
  const asking = findEnvironment(folder)
  asked.set(folder, asking)
  return asking
}

async function findEnvironment(folder: string): Promise<ReadonlyMap<string, string>> {
  const [git, lock, versions] = await Promise.all([gitState(folder), lockfile(folder), packages(folder)])
  const tags = {
    'mlflow.user': userName(),
    'mlflow.source.type': 'LOCAL',
    'mlflow.source.name': process.argv[1] && relative(folder, process.argv[1]),
    'mlflow.source.git.commit': git.commit,
    'mlflow.source.git.branch': git.branch,
    'mlflow.source.git.repoURL': git.remote,
    'millrace.git.dirty': git.dirty?.toString(),
    'millrace.node': process.versions.node,
    'millrace.platform': `${process.platform}-${process.arch}`,
    'millrace.lockfile': lock?.name,
    'millrace.lockfile.digest': lock?.digest,
    'millrace.packages': packagesText(versions),
  }
  return new Map(Object.entries(tags).filter((entry): entry is [string, string] => Boolean(entry[1])))
}

/** The versions as JSON, the packages of Millrace first; those that find no room are counted under `…`. */
function packagesText(versions: ReadonlyMap<string, string>): string {
  const byImportance = [...versions].sort(([a], [b]) => Number(b.startsWith('@millrace/')) - Number(a.startsWith('@millrace/')))
  for (let kept = byImportance.length; ; kept = Math.floor(kept * 0.9)) {
    const rest = kept < byImportance.length ? { '…': `${byImportance.length - kept} more` } : {}
    const text = JSON.stringify({ ...Object.fromEntries(byImportance.slice(0, kept)), ...rest })
    if (text.length <= longestTag) return text
  }
}
