import { MillraceError } from '../errors/millrace-error.ts'
import { checkRelativePath } from '../files/safe-path.ts'
import { writeFolderAtomically } from '../files/write-folder.ts'
import { digestBytes, digestJson } from '../json/digest.ts'
import type { Json } from '../json/json.ts'
import { compareCodePoints } from '../table/code-points.ts'
import { arrayToBytes, typeNameOf } from './array-bytes.ts'
import { mlmodelText } from './mlmodel.ts'
import type { AnyModel } from './model.ts'
import { definitionFromJson, definitionToJson } from './model-json.ts'

/**
 * How a model is saved.
 *
 * @category Model
 * @since 0.1.0
 */
export interface SaveModelOptions {
  /** More files for the folder, by relative path with `/`: reports, a profile. Their digests are kept and checked at load. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>
  /** Replaces a folder that exists, in one step. @defaultValue false */
  readonly overwrite?: boolean
  /** The time to note in the manifest. @defaultValue now */
  readonly now?: Date
}

/**
 * A saved model.
 *
 * @category Model
 * @since 0.1.0
 */
export interface SavedModel {
  /** The folder. */
  readonly folder: string
  /** Digest of the model and all its files: equal models have equal digests. */
  readonly digest: string
}

/** Names that the folder uses itself. */
const ownFiles = new Set(['MLmodel', 'model.json', 'input_example.json'])

/**
 * Writes a model as one folder: `MLmodel`, `model.json`, `*.bin`, `input_example.json` and the caller's files. The folder appears whole or not at all.
 *
 * @param model - the model
 * @param folder - path of a folder that does not exist, or is to be replaced
 * @param options - as {@link SaveModelOptions}
 * @returns the folder and the model's digest
 * @throws MillraceError `E_PATH_UNSAFE` when a file's path leaves the folder, `E_MODEL_FILE_RESERVED` when it is one that the model writes itself, `E_FOLDER_EXISTS`
 * when the folder exists and is not to be replaced, `E_MODEL_INVALID`, `E_JSON_UNSUPPORTED` and the codes of `loadModel` when the model could not be loaded again
 * @example
 * ```ts
 * import { createModel, goldenRows, loadGraph, loadModel, type ModelDefinition, saveModel } from '@millrace/core'
 *
 * // What `train` of `@millrace/train` puts together, by hand.
 * const nodes = [
 *   { op: 'column', name: 'income', type: 'number' },
 *   { op: 'linear', args: [0], weights: [2], intercept: -1, means: [0] },
 *   { op: 'const', value: 0 },
 *   { op: 'lt', args: [2, 1] },
 *   { op: 'pick', args: [3], values: ['no', 'yes'] },
 * ]
 * const outputs = [['score', 1], ['probability', 3], ['label', 4]]
 * const definition: ModelDefinition<'binary'> = {
 *   name: 'by-hand',
 *   inputs: [{ name: 'income', kind: 'number', nullable: false, optional: false }],
 *   monitored: [],
 *   target: { kind: 'binary', column: 'repaid', positive: 'yes', negative: 'no', threshold: 0.5 },
 *   label: { name: 'label', kind: 'string', nullable: false, optional: false },
 *   graph: loadGraph({ json: { version: 1, nodes, outputs }, arrays: new Map() }),
 *   estimator: { kind: 'by-hand', params: {}, diagnostics: {}, warnings: [] },
 *   learned: [],
 *   lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
 *   golden: [],
 * }
 * const model = createModel({ ...definition, golden: goldenRows(definition, [{ income: 3 }]) })
 * await saveModel(model, 'by-hand')
 * const loaded = await loadModel('by-hand')
 * loaded.predict({ income: 3 }) // => { score: 5, probability: 1, label: 'yes' }
 * ```
 * @category Model
 * @since 0.1.0
 */
export async function saveModel(model: AnyModel, folder: string, options: SaveModelOptions = {}): Promise<SavedModel> {
  const { definition } = model
  const { json, arrays } = definitionToJson(definition)
  definitionFromJson(json, arrays)
  const example = `${JSON.stringify(definition.golden[0]?.row ?? {}, null, 2)}\n`
  const files = [['input_example.json', example] as const, ...extraFiles(options.files ?? {})]
  const binaries = [...arrays].map(([name, array]) => ({ name, array, file: `${name}.bin`, bytes: arrayToBytes(array) }))
  const content: Json = {
    ...(json as { readonly [key: string]: Json }),
    arrays: binaries.map(({ name, array, file, bytes }) => ({
      name,
      file,
      type: typeNameOf(array),
      length: array.length,
      sha256: digestBytes(bytes),
    })),
    files: files.map(([path, text]) => ({ path, sha256: digestBytes(text) })),
  }
  const digest = digestJson(content)
  await writeFolderAtomically(folder, {
    entries: [
      { path: 'model.json', content: `${JSON.stringify({ ...content, digest }, null, 2)}\n` },
      {
        path: 'MLmodel',
        content: mlmodelText(definition, { digest, created: options.now ?? new Date(), hasOnnx: 'model.onnx' in (options.files ?? {}) }),
      },
      ...files.map(([path, text]) => ({ path, content: text })),
      ...binaries.map(({ file, bytes }) => ({ path: file, content: bytes })),
    ],
    ...(options.overwrite ? { overwrite: { marker: 'model.json' } } : {}),
  })
  return Object.freeze({ folder, digest })
}

function extraFiles(files: Readonly<Record<string, Uint8Array | string>>): (readonly [string, Uint8Array | string])[] {
  const sorted = Object.entries(files).sort(([a], [b]) => compareCodePoints(a, b))
  return sorted.map(([path, content]) => {
    if (ownFiles.has(path) || /^[^/]*\.bin$/.test(path)) {
      throw new MillraceError({
        code: 'E_MODEL_FILE_RESERVED',
        message: `saveModel: '${path}' is a name that the model folder uses itself; choose another`,
        details: { path },
      })
    }
    return [checkRelativePath(path), content] as const
  })
}
