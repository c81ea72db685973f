import { createRequire } from 'node:module'

/** Versions of Node and of the packages that trained a model. */
export function environment(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url)
  const version = (name: string) => (require(`${name}/package.json`) as { readonly version: string }).version
  return Object.freeze({
    node: process.versions.node,
    '@millrace/core': version('@millrace/core'),
    '@millrace/train': version('@millrace/train'),
  })
}
