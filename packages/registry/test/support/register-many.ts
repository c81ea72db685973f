// Starts runs and registers models in the registry of the folder: node register-many.ts FOLDER COUNT
import { exampleModel } from '@millrace/core/testing'
import { openRegistry } from '@millrace/registry'

const [folder, count] = process.argv.slice(2)
await using registry = await openRegistry(folder)
for (let i = 0; i < Number(count); i++) {
  const run = await registry.startRun('loans', { environment: false, params: { i } })
  await run.logMetric('auc', i)
  await registry.register(exampleModel({ shift: i / 100 }), { run, evaluation: { metrics: { auc: i } } })
  await run.end()
}
