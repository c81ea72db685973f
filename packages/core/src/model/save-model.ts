import { MillraceError } from '../errors/millrace-error.ts'
import { checkRelativePath } from '../files/safe-path.ts'
import { writeFolderAtomically } from '../files/write-folder.ts'
import { digestBytes, digestJson } from '../json/digest.ts'
import type { Json } from '../json/json.ts'
import { compareCodePoints } from '../table/code-points.ts'
import { arrayToBytes, typeNameOf } from './array-bytes.ts'
import { mlmodelText } from './mlmodel.ts'
import type { Model } from './model.ts'
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
 * @param options - the folder, and as {@link SaveModelOptions}
 * @returns the folder and the model's digest
 * @throws MillraceError `E_PATH_UNSAFE` when a file's path leaves the folder, `E_MODEL_FILE_RESERVED` when it is one that the model writes itself, `E_FOLDER_EXISTS`
 * when the folder exists and is not to be replaced
 * @category Model
 * @since 0.1.0
 */
export async function saveModel<In, Label>(model: Model<In, Label>, folder: string, options: SaveModelOptions = {}): Promise<SavedModel> {
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
      { path: 'MLmodel', content: mlmodelText(definition, digest, options.now ?? new Date()) },
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
