import type { TaskKind } from '../contracts/trainer.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { readFileLimited } from '../files/read-limited.ts'
import { resolveInside } from '../files/safe-path.ts'
import type { SideArray } from '../graph/side-arrays.ts'
import { digestBytes, digestJson } from '../json/digest.ts'
import type { Json } from '../json/json.ts'
import { parseJson } from '../json/parse-json.ts'
import { index, list, matching, object, oneOf, readJson, text } from '../json/read-json.ts'
import { arrayTypes, bytesToArray } from './array-bytes.ts'
import { checkGoldenRows } from './golden-rows.ts'
import { type ModelOf, type ModelTypes, modelOf } from './model.ts'
import { definitionFromJson, invalid } from './model-json.ts'
import { createRowRunner } from './predict-row.ts'

/**
 * What a model folder may weigh.
 *
 * @category Model
 * @since 0.1.0
 */
export interface LoadModelOptions {
  /** Most bytes of `model.json`. @defaultValue 64 MiB */
  readonly maxJsonBytes?: number
  /** Most bytes of all other files together. @defaultValue 1 GiB */
  readonly maxFileBytes?: number
}

/** Most arrays, and most other files, of a folder. */
const mostFiles = 10_000

const sha256 = matching(/^sha256:[0-9a-f]{64}$/)
const storedArray = object({ name: text(), file: text(), type: oneOf('float64', 'int32', 'uint8'), length: index, sha256 })
type StoredArray = ReturnType<typeof storedArray>
const folderReader = object(
  { digest: sha256, arrays: list(storedArray, mostFiles), files: list(object({ path: text(), sha256 }), mostFiles) },
  { others: 'ignored' },
)

/**
 * Loads a model folder without the code that defined the model: digests first, then structure, then the golden rows. Nothing that is loaded runs code.
 *
 * @param folder - what `saveModel` wrote
 * @param options - limits
 * @returns the model, typed by the spec: `loadModel<typeof approval>(…)`
 * @throws MillraceError `E_MODEL_DIGEST` when a file is not the one that was saved, `E_MODEL_INVALID` and the codes of `loadGraph` when the structure is wrong,
 * `E_MODEL_GOLDEN` when a golden row comes out otherwise, `E_FILE_MISSING`, `E_FILE_TOO_LARGE` and `E_PATH_UNSAFE` for its files
 * @example
 * ```ts
 * import { loadModel } from '@millrace/core'
 *
 * const scoreOf = async (folder: string, row: Record<string, unknown>) => (await loadModel(folder)).predict(row).score
 * await scoreOf('no-such-model', { income: 3000 }) // => throws E_FILE_MISSING
 * ```
 * @category Model
 * @since 0.1.0
 */
export async function loadModel<
  Spec extends ModelTypes<unknown, unknown, TaskKind> = ModelTypes<Readonly<Record<string, unknown>>, unknown>,
>(folder: string, { maxJsonBytes = 64 * 2 ** 20, maxFileBytes = 2 ** 30 }: LoadModelOptions = {}): Promise<ModelOf<Spec>> {
  const bytes = await readFileLimited(await resolveInside(folder, 'model.json'), { maxBytes: maxJsonBytes })
  const document = parseJson(bytes, { name: 'model.json', maxBytes: maxJsonBytes })
  const { digest, arrays, files } = readJson(document, folderReader, invalid)
  const { digest: _digest, ...content } = document as { readonly [key: string]: Json }
  requireDigest('model.json', digestJson(content), digest)

  const read = fileReader(folder, maxFileBytes)
  const sideArrays = await readArrays(arrays, read)
  for (const { path, sha256 } of files) await read(path, sha256)

  const { arrays: _arrays, files: _files, ...body } = content
  const definition = definitionFromJson(body, sideArrays)
  const runner = createRowRunner(definition)
  checkGoldenRows(definition, runner)
  return modelOf(definition, runner) as ModelOf<Spec>
}

type ReadFile = (path: string, digest: string) => Promise<Uint8Array>

/** Reads files of the folder whose digests are known, up to a number of bytes in all. */
function fileReader(folder: string, maxBytes: number): ReadFile {
  let left = maxBytes
  return async (path, digest) => {
    const bytes = await readFileLimited(await resolveInside(folder, path), { maxBytes: left })
    left -= bytes.length
    requireDigest(path, digestBytes(bytes), digest)
    return bytes
  }
}

async function readArrays(stored: readonly StoredArray[], read: ReadFile): Promise<ReadonlyMap<string, SideArray>> {
  const arrays = new Map<string, SideArray>()
  for (const { name, file, type, length, sha256 } of stored) {
    const bytes = await read(file, sha256)
    if (bytes.length !== length * arrayTypes[type].BYTES_PER_ELEMENT)
      throw invalid(`${file} has ${bytes.length} bytes, not ${length} values of ${type}`)
    if (arrays.has(name)) throw invalid(`the array '${name}' is given twice`)
    arrays.set(name, bytesToArray(bytes, type))
  }
  return arrays
}

function requireDigest(path: string, actual: string, expected: string): void {
  if (actual === expected) return
  throw new MillraceError({
    code: 'E_MODEL_DIGEST',
    message: `model: the digest of ${path} is ${actual}, but ${expected} was saved; the folder was changed or damaged`,
    details: { path, actual, expected },
  })
}
