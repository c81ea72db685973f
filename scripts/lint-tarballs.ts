// node scripts/run.mjs --build scripts/lint-tarballs.ts <tool> [...arguments]: runs a tool on each package as it would be published.
import { basename } from 'node:path'
import { run, withTarballs } from './tarballs.ts'
import { nodeArguments } from './tools.mjs'
import { repository } from './workspace.ts'

const [tool = '', ...args] = process.argv.slice(2)

try {
  await withTarballs(repository, (tarballs) => {
    for (const { path } of tarballs) {
      run(process.execPath, [...nodeArguments(repository, tool), ...args, path], repository)
      console.log(`${tool}: ${basename(path)} ok`)
    }
  })
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
