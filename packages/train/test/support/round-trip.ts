import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModel, type Model, type ModelTypes, saveModel } from '@millrace/core'

/** Saves and loads the model. */
export async function reload<In, Label>(model: Model<In, Label>): Promise<Model<In, Label>> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-train-'))
  try {
    await saveModel(model, join(folder, 'model'))
    return (await loadModel<ModelTypes<In, Label>>(join(folder, 'model'))) as Model<In, Label>
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** With `ROUNDTRIP=1` the model as it is read back from its folder, else the model itself: a second run of the suite then tests what is stored. */
export async function roundTrip<In, Label>(model: Model<In, Label>): Promise<Model<In, Label>> {
  return process.env.ROUNDTRIP === '1' ? reload(model) : model
}
