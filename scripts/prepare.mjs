import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nodeArguments, pnpm, readJson, shell } from './tools.mjs'

const buildFiles = ['pnpm-lock.yaml', 'tsconfig.base.json', 'tsup.config.base.ts']
const packageFiles = ['package.json', 'tsconfig.json', 'tsup.config.ts']

/**
 * Installs the locked dependencies, unless they are what stands installed.
 *
 * @param {string} root - the repository
 */
export function install(root) {
  const members = [...foldersOf(root, 'packages'), ...foldersOf(root, 'examples')].map((folder) => `${folder}/package.json`)
  const stamp = stampOf(root, 'install', ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...members])
  if (stamp.holds) return
  const [command, ...args] = pnpm(root)
  // CI=true keeps pnpm from asking a question that nobody would answer.
  const env = { ...process.env, CI: 'true' }
  runQuietly('install', command, [...args, 'install', '--frozen-lockfile'], { cwd: root, env, shell })
  stamp.write()
}

/**
 * Builds, dependencies first, each package whose sources, configuration or Millrace dependencies changed since its last build.
 *
 * @param {string} root - the repository
 */
export function build(root) {
  /** @type {Map<string, string>} */
  const digests = new Map()
  /** @param {string} folder */
  const visit = (folder) => {
    const manifest = readJson(join(root, folder, 'package.json'))
    if (digests.has(manifest.name)) return digests.get(manifest.name)
    const own = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter((name) => name.startsWith('@millrace/'))
    const dependencies = own.map((name) => visit(name.replace('@millrace/', 'packages/')))
    const files = [...buildFiles, ...packageFiles.map((file) => `${folder}/${file}`), ...sourcesOf(root, folder)]
    const stamp = stampOf(root, `build-${folder}`, files, dependencies)
    digests.set(manifest.name, stamp.digest)
    if (!stamp.holds || !existsSync(join(root, folder, 'dist/index.js'))) {
      runQuietly(`build ${manifest.name}`, process.execPath, nodeArguments(root, 'tsup'), { cwd: join(root, folder) })
      stamp.write()
    }
    return stamp.digest
  }
  for (const folder of foldersOf(root, 'packages')) visit(folder)
}

/**
 * A step's digest over the files it reads, kept in node_modules/.cache since the step last succeeded.
 *
 * @param {string} root
 * @param {string} step
 * @param {string[]} files
 * @param {unknown[]} others - further values the step depends on
 */
function stampOf(root, step, files, others = []) {
  const path = join(root, 'node_modules/.cache/millrace', `${step.replaceAll('/', '-')}.sha256`)
  const hash = createHash('sha256').update(JSON.stringify([process.versions.modules, ...others]))
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  const digest = hash.digest('hex')
  return {
    digest,
    holds: existsSync(path) && readFileSync(path, 'utf8') === digest,
    write() {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, digest)
    },
  }
}

/**
 * Runs a step with one line of output; all of its own output when it fails, and then this process ends with its exit code.
 *
 * @param {string} step
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
function runQuietly(step, command, args, options) {
  const start = performance.now()
  process.stderr.write(`${step} … `)
  const { status, error, stdout, stderr } = spawnSync(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stderr.write(status === 0 ? `${seconds} s\n` : `failed after ${seconds} s\n${stdout ?? ''}${stderr ?? ''}${error ?? ''}\n`)
  if (status !== 0) process.exit(status ?? 1)
}

/**
 * @param {string} root
 * @param {string} parent
 */
function foldersOf(root, parent) {
  if (!existsSync(join(root, parent))) return []
  const folders = readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)
  return folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).sort()
}

/**
 * @param {string} root
 * @param {string} folder
 */
function sourcesOf(root, folder) {
  const files = readdirSync(join(root, folder, 'src'), { recursive: true }).map((file) => `${folder}/src/${file}`.replaceAll('\\', '/'))
  return files.filter((file) => file.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(file)).sort()
}
