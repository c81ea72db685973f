import { z } from 'zod'

/** A digest; DVC writes lower case and reads any. An absent one is null or empty. */
const md5 = /* @__PURE__ */ z
  .string()
  .toLowerCase()
  .regex(/^(?:[0-9a-f]{32}(?:\.dir)?)?$/, 'not an MD5 of 32 hexadecimal digits')
  .nullish()

const content = {
  md5,
  etag: /* @__PURE__ */ z.string().nullish(),
  checksum: /* @__PURE__ */ z.string().nullish(),
  size: /* @__PURE__ */ z.int().nonnegative().optional(),
  nfiles: /* @__PURE__ */ z.int().nonnegative().optional(),
  isexec: /* @__PURE__ */ z.boolean().optional(),
  version_id: /* @__PURE__ */ z.string().optional(),
}

const cloud = /* @__PURE__ */ z.record(z.string(), z.strictObject(content)).optional()

const annotations = {
  desc: /* @__PURE__ */ z.string().optional(),
  meta: /* @__PURE__ */ z.unknown().optional(),
}

const out = /* @__PURE__ */ z.strictObject({
  ...content,
  ...annotations,
  path: z.string().min(1),
  hash: z.string().optional(),
  cloud,
  fs_config: z.record(z.string(), z.unknown()).optional(),
  type: z.string().optional(),
  labels: z.array(z.string()).optional(),
  cache: z.boolean().optional(),
  persist: z.boolean().optional(),
  remote: z.string().optional(),
  push: z.boolean().optional(),
  files: z.array(z.strictObject({ ...content, relpath: z.string(), cloud })).optional(),
})

/** The closed schema of a `.dvc` file: DVC refuses every command in a repository where one has a key that is not here. */
export const pointerSchema = /* @__PURE__ */ z.strictObject({
  ...annotations,
  md5: z.string().nullish(),
  wdir: z.string().nullish(),
  frozen: z.boolean().optional(),
  locked: z.boolean().optional(),
  always_changed: z.boolean().optional(),
  deps: z.array(z.record(z.string(), z.unknown())).nullish(),
  outs: z.array(out).min(1),
})

/** A `.dvc` file as its schema gives it. */
export type PointerDocument = z.infer<typeof pointerSchema>

/** One entry of `outs`. */
export type PointerOut = PointerDocument['outs'][number]
