/** What each entry point may weigh, minified and compressed, with all that it shares with its package and without any dependency. */
const budgets = {
  core: { '.': '60 kB', './metrics': '15 kB', './distributions': '10 kB', './testing': '30 kB' },
  data: { '.': '60 kB', './duckdb': '30 kB', './arquero': '15 kB', './testing': '60 kB' },
  train: { '.': '40 kB', './testing': '30 kB' },
}

export default Object.entries(budgets).flatMap(([name, entries]) =>
  Object.entries(entries).map(([entry, limit]) => ({
    name: `@millrace/${name}${entry.slice(1)}`,
    path: entry === '.' ? `packages/${name}/dist/index.js` : `packages/${name}/dist/${entry.slice(2)}/index.js`,
    limit,
    modifyEsbuildConfig: (config) => ({ ...config, platform: 'node', format: 'esm', packages: 'external' }),
  })),
)
