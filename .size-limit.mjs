import { readdirSync, readFileSync } from 'node:fs'

/** What each entry point may weigh, minified and compressed, with all that it shares with its package and without any dependency. */
const budgets = {
  '@millrace/core': '36 kB',
  '@millrace/core/metrics': '8 kB',
  '@millrace/core/distributions': '5 kB',
  '@millrace/core/html': '1 kB',
  '@millrace/core/pino': '2 kB',
  '@millrace/core/testing': '20 kB',
  '@millrace/data': '36 kB',
  '@millrace/data/duckdb': '14 kB',
  '@millrace/data/arquero': '4 kB',
  '@millrace/data/testing': '18 kB',
  '@millrace/train': '100 kB',
  '@millrace/train/testing': '17 kB',
  '@millrace/train/worker': '48 kB',
  '@millrace/registry': '40 kB',
  '@millrace/registry/testing': '19 kB',
  '@millrace/data/split': '4 kB',
  '@millrace/drift': '88 kB',
  '@millrace/serve': '30 kB',
  '@millrace/serve/testing': '5 kB',
}

/** An entry point that nobody gave a budget. */
const otherwise = '10 kB'

export default readdirSync('packages').flatMap((folder) => {
  const manifest = JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8'))
  const entries = Object.entries(manifest.exports).filter(([path]) => path !== './package.json')
  return entries.map(([path, target]) => ({
    name: manifest.name + path.slice(1),
    path: `packages/${folder}/${target.default}`,
    limit: budgets[manifest.name + path.slice(1)] ?? otherwise,
    modifyEsbuildConfig: (config) => ({ ...config, platform: 'node', format: 'esm', packages: 'external' }),
  }))
})
