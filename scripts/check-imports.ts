import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { examplesOf, filesIn, isTest, type Member, packagesOf } from './workspace.ts'

/** What each package may depend on: imports go only downwards. Examples may use every package, by its public names. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  data: ['core'],
  pipeline: ['core', 'data'],
  train: ['core', 'data'],
  drift: ['core'],
  registry: ['core'],
  serve: ['core'],
}

/**
 * What a room may use besides, without depending on it: an optional peer that one file imports when it is asked for. Tests and benchmarks import it as they like.
 */
const lazy: Readonly<Record<string, { readonly room: string; readonly file: string }>> = {
  drift: { room: 'data', file: 'src/cli/read-csv-table.ts' },
}

const scope = '@millrace/'
/** What benchmarks may take from outside their package: their contract, the peers' Python, and where the repository is. */
const forBenchmarks = new Set(['scripts/bench/benchmark.ts', 'scripts/python-environment.ts', 'scripts/workspace.ts'])

/** A member with what it may use: rooms, and the public names of all packages. */
interface Scope {
  readonly member: Member
  readonly allowed: readonly string[]
  readonly published: ReadonlySet<string>
}

/** Imports and declared dependencies that go against the direction of the rooms, past a package's exports or into its folder. */
export function checkImports(root: string): string[] {
  const packages = packagesOf(root)
  const published = new Set(
    packages.flatMap(({ manifest: { name, exports } }) => Object.keys(exports ?? {}).map((path) => join(name, path))),
  )
  const everything = packages.map(({ name }) => name)
  const unplaced = packages.filter(({ name }) => rooms[name] === undefined)
  const scopes = [
    ...packages.map((member) => ({ member, allowed: rooms[member.name] ?? everything, published })),
    ...examplesOf(root).map((member) => ({ member, allowed: everything, published })),
  ]
  return [
    ...unplaced.map(({ folder }) => `${folder}: not a room of the architecture: give it a row in scripts/check-imports.ts`),
    ...scopes.flatMap((each) => [...checkDeclarations(each), ...checkFiles(root, each)]),
  ]
}

function checkDeclarations({ member: { name, folder, manifest }, allowed }: Scope): string[] {
  const isLazy = (dependency: string) =>
    roomOf(dependency) === lazy[name]?.room &&
    manifest.dependencies?.[dependency] === undefined &&
    manifest.peerDependenciesMeta?.[dependency]?.optional === true
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies })
    .filter((dependency) => dependency.startsWith(scope) && !allowed.includes(roomOf(dependency)) && !isLazy(dependency))
    .map((dependency) => `${folder}/package.json: ${name} must not depend on ${roomOf(dependency)}`)
}

function checkFiles(root: string, each: Scope): string[] {
  return filesIn(root, each.member.folder, '.ts').flatMap((path) =>
    importsOf(readFileSync(join(root, path), 'utf8')).flatMap((found) => {
      const problem = found.specifier.startsWith(scope) ? publicImport(found, path, each) : relativeImport(found.specifier, path, each)
      return problem === undefined ? [] : [`${path}:${found.line}: ${problem}`]
    }),
  )
}

function relativeImport(specifier: string, path: string, { member: { folder } }: Scope): string | undefined {
  const target = normalize(join(dirname(path), specifier)).replaceAll('\\', '/')
  const isConfiguration = dirname(path) === folder
  if (
    !specifier.startsWith('.') ||
    target.startsWith(`${folder}/`) ||
    (path.startsWith(`${folder}/bench/`) && forBenchmarks.has(target)) ||
    isConfiguration
  )
    return undefined
  return `'${specifier}' leaves ${folder}: import packages by their public names`
}

function publicImport({ specifier, isDynamic }: Import, path: string, { member, allowed, published }: Scope): string | undefined {
  const { name, folder, manifest } = member
  const room = roomOf(specifier)
  const isShipped = path.startsWith(`${folder}/src/`) && !isTest(path)
  if (!published.has(specifier)) return `'${specifier}' is not exported`
  if (room === name) return isShipped ? `'${specifier}' is this package itself: import the file` : undefined
  if (!allowed.includes(room)) {
    const isLazy = lazy[name]?.room === room && (!isShipped || (isDynamic && path === `${folder}/${lazy[name].file}`))
    return isLazy ? undefined : `${name} must not import ${room} ('${specifier}')`
  }
  const isDeclared = scope + room in { ...manifest.dependencies, ...manifest.peerDependencies }
  return isShipped && !isDeclared ? `'${specifier}' is not among the dependencies` : undefined
}

const roomOf = (specifier: string): string => specifier.slice(scope.length).split('/')[0] ?? ''

interface Import {
  readonly specifier: string
  readonly line: number
  /** Whether it is an `import()`, so that what it names may be absent. */
  readonly isDynamic: boolean
}

/** Static, type-only and dynamic imports and re-exports, with their lines. */
const importsOf = (text: string): Import[] =>
  ts.preProcessFile(text).importedFiles.map(({ fileName, pos }) => {
    const before = text.slice(0, pos)
    return { specifier: fileName, line: before.split('\n').length, isDynamic: /\bimport\(\s*['"]?$/.test(before) }
  })
