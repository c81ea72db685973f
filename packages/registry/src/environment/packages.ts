import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { compareCodePoints, type Json, parseJson, readFileLimited } from '@millrace/core'
import { findUpwards } from './find-upwards.ts'

const own = ['@millrace/core', '@millrace/registry']

/** Installed versions by name: of what the nearest `package.json` depends on at run time, and of the packages that keep the run. */
export async function packages(folder: string): Promise<ReadonlyMap<string, string>> {
  const project = await findUpwards(folder, ['package.json'])
  const manifest = project === undefined ? {} : await readManifest(project)
  const names = [manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies].flatMap((group) =>
    Object.keys(group ?? {}),
  )
  const found = await Promise.all(names.map(async (name) => [name, await installedVersion(dirname(project!), name)] as const))
  const versions = [...own.map((name) => [name, ownVersion(name)] as const), ...found.filter(isFound)]
  return new Map(versions.sort(([a], [b]) => compareCodePoints(a, b)))
}

const isFound = (entry: readonly [string, string | undefined]): entry is readonly [string, string] => entry[1] !== undefined

const ownVersion = (name: string) => (createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string }).version

/** The version that a program of the folder would load. */
async function installedVersion(folder: string, name: string): Promise<string | undefined> {
  const path = await findUpwards(folder, [`node_modules/${name}/package.json`])
  return path === undefined ? undefined : (await readManifest(path)).version
}

interface Manifest {
  readonly version?: string
  readonly dependencies?: object
  readonly optionalDependencies?: object
  readonly peerDependencies?: object
}

/** What of a manifest has the form that it should have; one that cannot be read is taken as empty. */
async function readManifest(path: string): Promise<Manifest> {
  const maxBytes = 2 ** 20
  const manifest = await readFileLimited(path, { maxBytes })
    .then((bytes) => parseJson(bytes, { name: path, maxBytes }) as Record<string, Json>)
    .catch(() => ({}) as Record<string, Json>)
  const { version, dependencies, optionalDependencies, peerDependencies } = manifest ?? {}
  const groups = Object.entries({ dependencies, optionalDependencies, peerDependencies })
  return {
    ...(typeof version === 'string' && { version }),
    ...Object.fromEntries(groups.filter(([, group]) => typeof group === 'object' && group !== null)),
  }
}
