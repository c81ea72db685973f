// Installs the packages as a user would: packed, into an empty folder outside the workspace, by npm. There each README's first example
// must run and compile, and each entry point must import: a package's main one without its optional peers.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { fencesOf } from './doctest/fences.ts'
import { run, type Tarball, withTarballs } from './tarballs.ts'
import { type Member, repository } from './workspace.ts'

try {
  await withTarballs(repository, (tarballs) => {
    inEmptyFolder((folder) => testPackages(folder, tarballs))
    inEmptyFolder((folder) => {
      const dataAndCore = tarballs.filter(({ member }) => ['core', 'data'].includes(member.name))
      install(folder, [...dataAndCore.map(({ path }) => path), 'arquero'])
      importAll(folder, ['@millrace/data', '@millrace/data/arquero'])
      console.log('npm install @millrace/data arquero: ok')
    })
  })
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

function testPackages(folder: string, tarballs: readonly Tarball[]): void {
  const members = tarballs.map(({ member }) => member)
  install(
    folder,
    tarballs.map(({ path }) => path),
  )
  importAll(
    folder,
    members.map(({ manifest }) => manifest.name),
  )
  const programs = members.map((member) => writeQuickstart(folder, member))
  for (const program of programs) run(process.execPath, ['--import', import.meta.resolve('tsx'), program], folder)
  console.log(`README examples: ${members.map(({ name }) => name).join(', ')} ok`)

  install(folder, [...new Set(members.flatMap(optionalPeers))])
  const entries = members.flatMap(entriesOf)
  importAll(folder, entries)
  console.log(`imports: ${entries.join(', ')} ok`)

  writeFileSync(join(folder, 'entries.ts'), entries.map((entry) => `export type {} from '${entry}'\n`).join(''))
  checkTypes([...programs, 'entries.ts'].map((file) => join(folder, file)))
  console.log('types: ok')
}

/** Checks programs and our own declarations as strictly as a user may; declarations of others are theirs. */
function checkTypes(files: readonly string[]): void {
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    typeRoots: [join(repository, 'node_modules/@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
  })
  const problems = ts.getPreEmitDiagnostics(program).filter(({ file }) => !/node_modules\/(?!@millrace\/)/.test(file?.fileName ?? ''))
  const host = { getCanonicalFileName: (path: string) => path, getCurrentDirectory: () => process.cwd(), getNewLine: () => '\n' }
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, host))
}

function inEmptyFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-user-'))
  try {
    writeJson(folder, 'package.json', { private: true, type: 'module' })
    use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function install(folder: string, packages: readonly string[]): void {
  run('npm', ['install', '--no-audit', '--no-fund', ...packages], folder)
}

function importAll(folder: string, specifiers: readonly string[]): void {
  writeFileSync(join(folder, 'imports.js'), specifiers.map((specifier) => `import '${specifier}'\n`).join(''))
  run(process.execPath, ['imports.js'], folder)
}

function writeQuickstart(folder: string, { name, folder: packageFolder }: Member): string {
  const readme = join(repository, packageFolder, 'README.md')
  const [first] = existsSync(readme) ? fencesOf(readme, readFileSync(readme, 'utf8')) : []
  if (!first) throw new Error(`${packageFolder}/README.md has no ts fence to run`)
  const program = `${name}.quickstart.ts`
  writeFileSync(join(folder, program), first.code)
  return program
}

function entriesOf({ manifest: { name, exports = {} } }: Member): string[] {
  const paths = Object.keys(exports).filter((path) => path !== './package.json')
  return paths.map((path) => join(name, path))
}

function optionalPeers({ manifest: { peerDependencies = {}, peerDependenciesMeta = {} } }: Member): string[] {
  // Our own are installed already, from their tarballs.
  const peers = Object.entries(peerDependencies).filter(([name]) => peerDependenciesMeta[name]?.optional && !name.startsWith('@millrace/'))
  return peers.map(([name, range]) => `${name}@${range}`)
}

function writeJson(folder: string, file: string, content: object): void {
  writeFileSync(join(folder, file), JSON.stringify(content))
}
