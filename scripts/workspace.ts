import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly type?: string
  readonly license?: string
  readonly sideEffects?: boolean
  readonly engines?: { readonly node?: string }
  readonly files?: readonly string[]
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** A member of the workspace: a package or an example. */
export interface Member {
  /** The folder's name, `core`. */
  readonly name: string
  /** The folder from the root of the repository, `packages/core`. */
  readonly folder: string
  readonly manifest: Manifest
}

/** The root of this repository. */
export const repository = dirname(dirname(fileURLToPath(import.meta.url)))

/** Packages, which are published. */
export const packagesOf = (root: string): Member[] => membersIn(root, 'packages')

/** Examples, which use the packages as a user would. */
export const examplesOf = (root: string): Member[] => membersIn(root, 'examples')

function membersIn(root: string, parent: string): Member[] {
  if (!existsSync(join(root, parent))) return []
  const names = readdirSync(join(root, parent)).filter((name) => existsSync(join(root, parent, name, 'package.json')))
  return names.sort().map((name) => {
    const folder = `${parent}/${name}`
    return { name, folder, manifest: JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest }
  })
}

/** Files below a folder that end in `extension`, as sorted paths from the root; node_modules and dist are left out. */
export function filesIn(root: string, folder: string, extension: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => `${folder}/${path}`)
    .sort()
}

/** Whether a path is a test or a type test, which are neither published nor measured. */
export const isTest = (path: string): boolean => /\.test(-d)?\.ts$/.test(path)

/** TypeScript sources that a package publishes, as paths from the root. */
export const sourcesOf = (root: string, { folder }: Member): string[] =>
  filesIn(root, `${folder}/src`, '.ts').filter((path) => !isTest(path))
