// npm run kernels
//
// Compiles the WebAssembly kernels of `core` and `train` from AssemblyScript and embeds each as text in a source file, which is committed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { main } from 'assemblyscript/asc'
import { repository } from './workspace.ts'

/** Kernels that are embedded. */
interface Kernels {
  /** Path of their source in the repository. */
  readonly source: string
  /** Path of the file that embeds them. */
  readonly embedded: string
  /** Name of its constant. */
  readonly constant: string
  /** What the compiler is told of memory and features. */
  readonly options: readonly string[]
}

const trainers = 'packages/train/src/trainers'
const memory = ['--importMemory', '--initialMemory', '1']

export const kernels: readonly Kernels[] = [
  {
    source: 'packages/core/assembly/descend.ts',
    embedded: 'packages/core/src/trees/webassembly/descend-base64.ts',
    constant: 'descendBase64',
    options: memory,
  },
  {
    source: 'packages/train/assembly/boosting.ts',
    embedded: `${trainers}/boosting/kernels/webassembly/kernels-base64.ts`,
    constant: 'kernelsBase64',
    options: [
      ...memory,
      '--sharedMemory',
      '--maximumMemory',
      '65536',
      '--enable',
      'threads',
      '--enable',
      'simd',
      '--enable',
      'bulk-memory',
    ],
  },
  {
    source: 'packages/train/assembly/linear.ts',
    embedded: `${trainers}/linear/design/sums-base64.ts`,
    constant: 'sumsBase64',
    options: [...memory, '--enable', 'simd', '--enable', 'bulk-memory'],
  },
]

/** The source file that embeds what kernels compile to. */
export async function embedKernels({ source, constant, options }: Kernels): Promise<string> {
  let bytes: Uint8Array | undefined
  const all = ['--baseDir', repository, '-O3', '--noAssert', '--runtime', 'stub', ...options]
  const { error, stderr } = await main([source, '--outFile', 'kernels.wasm', ...all], {
    writeFile: (_name, contents) => {
      bytes = contents as Uint8Array
    },
  })
  if (error !== null || bytes === undefined) throw new Error(`${source} does not compile:\n${stderr}`, { cause: error })
  return `// Made by \`npm run kernels\` from ${source}.\nexport const ${constant} =\n  '${Buffer.from(bytes).toString('base64')}'\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const each of kernels) writeFileSync(join(repository, each.embedded), await embedKernels(each))
