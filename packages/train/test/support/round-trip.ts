import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModel, type Model, type ModelTypes, saveModel, type TaskKind } from '@millrace/core'

/** Saves and loads the model. */
export async function reload<In, Label, Kind extends TaskKind>(model: Model<In, Label, Kind>): Promise<Model<In, Label, Kind>> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-train-'))
  try {
    await saveModel(model, join(folder, 'model'))
    return (await loadModel<ModelTypes<In, Label, Kind>>(join(folder, 'model'))) as unknown as Model<In, Label, Kind>
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** With `ROUNDTRIP=1` the model as it is read back from its folder, else the model itself: a second run of the suite then tests what is stored. */
export async function roundTrip<In, Label, Kind extends TaskKind>(model: Model<In, Label, Kind>): Promise<Model<In, Label, Kind>> {
  return process.env.ROUNDTRIP === '1' ? reload(model) : model
}
