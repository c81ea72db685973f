// A process that knows a model by its folder alone: it imports the core, and nothing that defined, fitted or trained the model.
import { loadModel } from '@millrace/core'

const [folder = ''] = process.argv.slice(2)
const model = await loadModel(folder)
const golden = model.definition.golden.map(({ row, outputs }) => ({ expected: outputs, found: model.predict(row) }))
process.stdout.write(JSON.stringify({ name: model.name, learned: model.definition.learned.map(({ kind }) => kind), golden }))
