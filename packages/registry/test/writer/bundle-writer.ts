import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

/** A program that many processes run: one file, which starts quickly. */
export interface WriterProgram extends AsyncDisposable {
  readonly path: string
}

/** Bundles `writer.ts` from the sources, into a temporary folder from where the driver of the database is found. */
export async function bundleWriter(): Promise<WriterProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-writer-'))
  await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'), 'junction')
  await build({
    entry: { writer: fileURLToPath(new URL('writer.ts', import.meta.url)) },
    outDir: folder,
    format: 'esm',
    target: 'node20',
    config: false,
    silent: true,
    external: ['libsql'],
    noExternal: [/^(?!libsql$)/],
    esbuildOptions: (options) => {
      options.conditions = ['@millrace/source']
    },
  })
  // `rm` removes the link and not what it leads to.
  return { path: join(folder, 'writer.js'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}
