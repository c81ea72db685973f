import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn, type Member, packagesOf, sourcesOf } from './workspace.ts'

const requiredFiles = ['README.md', 'package.json', 'tsconfig.json', 'tsup.config.ts', 'src/index.ts']

/**
 * Packages whose `exports` map, `src` entries and built files do not name the same entry points, or whose manifest lacks what every
 * package has. A source file is called `index.ts` if and only if it is an entry point.
 */
export const checkExports = (root: string): string[] =>
  packagesOf(root).flatMap((member) =>
    [...checkManifest(root, member), ...checkEntries(root, member)].map((problem) => `${member.folder}: ${problem}`),
  )

function checkManifest(root: string, { name, folder, manifest }: Member): string[] {
  const expectations: [holds: boolean, problem: string][] = [
    [manifest.name === `@millrace/${name}`, `the name is '${manifest.name}', not '@millrace/${name}'`],
    [manifest.type === 'module', `"type" is not "module"`],
    [manifest.sideEffects === false, `"sideEffects" is not false`],
    [manifest.license === 'Apache-2.0', `"license" is not "Apache-2.0"`],
    [manifest.engines?.node === '>=20.19', `"engines.node" is not ">=20.19"`],
    [manifest.files?.includes('dist') === true, `"files" does not have "dist"`],
    [manifest.exports?.['./package.json'] === './package.json', `"exports" does not have "./package.json"`],
    ...requiredFiles.map((file): [boolean, string] => [existsSync(join(root, folder, file)), `${file} is missing`]),
  ]
  return expectations.filter(([holds]) => !holds).map(([, problem]) => problem)
}

function checkEntries(root: string, member: Member): string[] {
  const { folder, manifest } = member
  const entries = Object.entries(manifest.exports ?? {}).filter(([path]) => path !== './package.json')
  const stems = entries.map(([path]) => stemOf(path))
  const programs = Object.values(manifest.bin ?? {})
  const sources = sourcesOf(root, member).map((path) => path.slice(`${folder}/src/`.length, -'.ts'.length))
  const built = filesIn(root, `${folder}/dist`, '.js').map((path) => path.slice(`${folder}/dist/`.length, -'.js'.length))
  return [
    ...entries.flatMap(([path, target]) => checkEntry(join(root, folder), path, target)),
    ...programs.flatMap((file) => checkProgram(join(root, folder), file)),
    ...sources
      .filter((stem) => /(^|\/)index$/.test(stem) && !stems.includes(stem))
      .map((stem) => `src/${stem}.ts is an entry point that "exports" does not name`),
    ...built
      .filter((stem) => !isChunk.test(stem) && !stems.includes(stem) && !programs.includes(`./dist/${stem}.js`))
      .map((stem) => `dist/${stem}.js is built and "exports" does not name it`),
  ]
}

/** What several entry points share: the bundler names it by a digest. */
const isChunk = /^[\w-]+-[A-Z0-9]{8}$/

const stemOf = (path: string): string => (path === '.' ? 'index' : `${path.slice(2)}/index`)

function checkEntry(folder: string, path: string, target: unknown): string[] {
  const stem = stemOf(path)
  const conditions = { '@millrace/source': `./src/${stem}.ts`, types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` }
  if (JSON.stringify(target) !== JSON.stringify(conditions)) return [`"${path}" must be ${JSON.stringify(conditions)}, in this order`]
  const missing = Object.values(conditions).filter((file) => !existsSync(join(folder, file)))
  return missing.map((file) => `"${path}" names ${file}, which is not there`)
}

/** A program of `bin`, which a shell runs: it must be built of a source that says by what. */
function checkProgram(folder: string, file: string): string[] {
  const source = file.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts')
  if (source === file || !existsSync(join(folder, source))) return [`"bin" names ${file}, which no source is built to`]
  if (!readFileSync(join(folder, source), 'utf8').startsWith('#!/usr/bin/env node\n'))
    return [`${source} does not begin with #!/usr/bin/env node`]
  return existsSync(join(folder, file)) ? [] : [`"bin" names ${file}, which is not there`]
}
