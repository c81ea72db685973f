import type { Json } from '../../src/json/json.ts'
import type { Random } from '../../src/random/random.ts'
import { documentOf, type Entry, type Folder, withDocument } from './model-folder.ts'

/** A way to damage a model folder. */
export type Mutation = (folder: Folder, random: Random) => Folder

const one = <T>(random: Random, values: readonly T[]): T => values[random.integer(values.length)]!
const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)])

/** Values that break careless readers. */
const oddValues = (random: Random): Json => {
  const odd: (() => Json)[] = [
    () => null,
    () => true,
    () => '',
    () => 'x'.repeat(100_000),
    () => '../../etc/passwd',
    () => '__proto__',
    () => '\u0000',
    () => [],
    () => ({}),
    () => [[]],
    () => 0,
    () => -1,
    () => 0.5,
    () => 2 ** 31,
    () => 2 ** 53,
    () => -1e308,
    () => 5e-324,
    () => new Array(50_000).fill(0) as Json,
    () => new Array(50_000).fill({ op: 'abs', args: [0] }) as Json,
    () => nested(1 + random.integer(60)),
    () => JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1 }') as Json,
  ]
  return one(random, odd)()
}

type Path = readonly (string | number)[]

/** Every place of a document. */
function pathsOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) => pathsOf(member as Json, [...path, Array.isArray(value) ? Number(key) : key])),
  ]
}

type Container = Record<string | number, Json>
const at = (document: Json, path: Path): Json => path.reduce<Json>((value, step) => (value as Container)[step]!, document)

/** Changes one place of the document, given its container and key. */
const inDocument =
  (change: (container: Container, key: string | number, random: Random) => void): Mutation =>
  (folder, random) => {
    const document = documentOf(folder)
    const path = one(random, pathsOf(document).slice(1))
    change(at(document, path.slice(0, -1)) as Container, path.at(-1)!, random)
    return withDocument(folder, document)
  }

interface GraphDocument {
  readonly nodes: Container[]
  readonly outputs: Json[]
}

/** Changes a node of the graph. */
const inNode =
  (change: (node: Container, random: Random, graph: GraphDocument) => void): Mutation =>
  (folder, random) => {
    const document = documentOf(folder)
    const graph = document.graph as unknown as GraphDocument
    change(one(random, graph.nodes), random, graph)
    return withDocument(folder, document)
  }

/** Changes the text of the document. */
const inText =
  (change: (text: string, random: Random) => string): Mutation =>
  (folder, random) =>
    withDocument(folder, change(new TextDecoder().decode(folder.get('model.json') as Uint8Array), random))

/** Changes the bytes of some file that still has some. */
const inBytes =
  (change: (bytes: Uint8Array, random: Random) => Uint8Array, isMeant: (name: string) => boolean = () => true): Mutation =>
  (folder, random) => {
    const files = [...folder].flatMap(([name, entry]) => (entry instanceof Uint8Array && isMeant(name) ? [[name, entry] as const] : []))
    const [name, bytes] = one(random, files)
    return new Map([...folder, [name, change(bytes.slice(), random)]])
  }

/** Changes a list of files in the document. */
const inFiles =
  (change: (listed: Container, random: Random, list: Container[]) => void): Mutation =>
  (folder, random) => {
    const document = documentOf(folder)
    const list = document[one(random, ['arrays', 'files'])] as unknown as Container[]
    change(one(random, list), random, list)
    return withDocument(folder, document)
  }

/** Puts something else in the place of a file. */
const replaceFile =
  (entry: (random: Random, folder: Folder) => Entry): Mutation =>
  (folder, random) =>
    new Map([...folder, [one(random, [...folder.keys()]), entry(random, folder)]])

const flip = (bytes: Uint8Array, random: Random) => {
  if (bytes.length > 0) bytes[random.integer(bytes.length)]! ^= 1 << random.integer(8)
  return bytes
}

const operations = [
  'add',
  'div',
  'pow',
  'and',
  'abs',
  'log',
  'when',
  'lookup',
  'bucket',
  'pick',
  'linear',
  'trees',
  'const',
  'column',
  'tan',
  '__proto__',
]
const names = [
  '../model.json',
  '/etc/passwd',
  'model.json',
  '.',
  '',
  'a/../../b',
  'nul',
  'C:\\x',
  'no-such-file',
  'MLmodel',
  'x'.repeat(300),
]
const numbers = [
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  '-1e999',
  '0x10',
  '01',
  '+1',
  '.5',
  '1.',
  '-',
  '1e',
  '9'.repeat(400),
  '1e-999',
  '-0',
]

/** The mutations by name; each is as likely as the others. */
const mutations: Readonly<Record<string, Mutation>> = {
  'flip a bit': inBytes(flip),
  'flip many bits': inBytes((bytes, random) => {
    for (let i = 0; i < 20; i++) flip(bytes, random)
    return bytes
  }),
  'truncate a file': inBytes((bytes, random) => bytes.slice(0, random.integer(bytes.length + 1))),
  'cut a file to whole values': inBytes((bytes, random) => bytes.slice(0, 8 * random.integer((bytes.length >> 3) + 1))),
  'append to a file': inBytes((bytes, random) =>
    Uint8Array.of(...bytes, ...Array.from({ length: 1 + random.integer(16) }, () => random.integer(256))),
  ),
  'fill a file with noise': inBytes((bytes, random) => bytes.map(() => random.integer(256))),
  'fill a file with one byte': inBytes((bytes, random) => bytes.fill(one(random, [0, 1, 127, 128, 255]))),
  'exchange two files': (folder, random) => {
    const [a, b] = [one(random, [...folder.keys()]), one(random, [...folder.keys()])]
    return new Map([...folder, [a, folder.get(b)!], [b, folder.get(a)!]])
  },
  'write an odd number into an array': inBytes(
    (bytes, random) => {
      const view = new DataView(bytes.buffer)
      if (random.integer(2) === 0)
        view.setFloat64(8 * random.integer(bytes.length >> 3), one(random, [Number.NaN, 1 / 0, -1 / 0, 1e308, -1, 0]), true)
      else view.setInt32(4 * random.integer(bytes.length >> 2), one(random, [-1, -2, 0, 1, 2, 2 ** 31 - 1, random.integer(30)]), true)
      return bytes
    },
    (name) => name.endsWith('.bin'),
  ),
  'remove a file': replaceFile(() => null),
  'put a folder in place of a file': replaceFile(() => 'folder'),
  'link a file to outside': replaceFile((random) => ({
    link: one(random, ['/etc/passwd', '/dev/zero', '/dev/null', '..', '/no/such/file']),
  })),
  'link a file to another': replaceFile((random, folder) => ({ link: one(random, [...folder.keys()]) })),
  'replace a value': inDocument((container, key, random) => {
    container[key] = oddValues(random)
  }),
  'replace a number': inDocument((container, key, random) => {
    if (typeof container[key] === 'number')
      container[key] = one(random, [container[key] + 1, -container[key], container[key] * 1e9, random.next(), random.integer(100)])
    else container[key] = random.integer(5)
  }),
  'remove a member': inDocument((container, key) => {
    if (Array.isArray(container)) container.splice(Number(key), 1)
    else delete container[key]
  }),
  'rename a member': inDocument((container, key, random) => {
    const value = container[key]!
    delete container[key]
    container[one(random, [`${key}x`, '__proto__ ', 'toString', String(key).toUpperCase()])] = value
  }),
  'add a member': inDocument((container, _, random) => {
    if (Array.isArray(container)) container.splice(random.integer(container.length + 1), 0, oddValues(random))
    else container[one(random, ['more', 'toJSON', 'then', '$ref'])] = oddValues(random)
  }),
  'wrap a value': inDocument((container, key, random) => {
    container[key] = one<Json>(random, [[container[key]!], { value: container[key]! }])
  }),
  'repeat an element': inDocument((container, key, random) => {
    if (Array.isArray(container)) container.push(...(new Array(1 + random.integer(3)).fill(container[Number(key)]) as Json[]))
    else container[key] = one(random, Object.values(container))
  }),
  'shuffle a list': inDocument((container, _, random) => {
    if (Array.isArray(container)) random.shuffle(container)
  }),
  'spell a number oddly': inText((text, random) => {
    const places = [...text.matchAll(/(?<=[:[,\s])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?=[,\s\]}])/g)]
    const { index, 0: found } = one(random, places)
    return text.slice(0, index) + one(random, numbers) + text.slice(index + found.length)
  }),
  'write a key twice': inText((text, random) => {
    const { index, 0: found } = one(random, [...text.matchAll(/"\w+": (?:\d+|"\w*"|null),?/g)])
    return `${text.slice(0, index)}${found.replace(/,?$/, ',')} ${text.slice(index)}`
  }),
  'nest deeply': inText((text, random) => {
    const depth = one(random, [10, 63, 64, 65, 5_000, 100_000])
    const { index } = one(random, [...text.matchAll(/(?<=: )(?:\d+|null)(?=[,\n])/g)])
    return `${text.slice(0, index)}${'['.repeat(depth)}0${']'.repeat(depth)}${text.slice(index).replace(/^\w+/, '')}`
  }),
  'insert characters': inText((text, random) => {
    const place = random.integer(text.length)
    const odd = one(random, ['\u0000', '\ufeff', '\ud800', '//', ',', '"', '\\u', '\\ud83d', '{', ']', "'", '\u2028', '\r'])
    return text.slice(0, place) + odd + text.slice(place)
  }),
  'name another file': inFiles((listed, random) => {
    listed[one(random, ['file', 'path'])] = one(random, names)
  }),
  'state another length': inFiles((listed, random) => {
    listed.length = one<Json>(random, [-1, 0, 1, 2 ** 31, 2 ** 53, 1e308, 0.5, '3', null])
  }),
  'state another type': inFiles((listed, random) => {
    listed.type = one(random, ['float64', 'int32', 'uint8', 'float32', 'bigint64'])
  }),
  'list a file twice': inFiles((listed, _, list) => {
    list.push({ ...listed })
  }),
  'exchange the names of arrays': inFiles((listed, random, list) => {
    const other = one(random, list)
    ;[listed.name, other.name] = [other.name ?? 'x', listed.name ?? 'y']
  }),
  'read a later node': inNode((node, random, { nodes }) => {
    if (Array.isArray(node.args) && node.args.length > 0)
      (node.args as Json[])[random.integer(node.args.length)] = nodes.indexOf(node) + random.integer(3)
  }),
  'read another node': inNode((node, random, { nodes }) => {
    if (Array.isArray(node.args) && node.args.length > 0)
      (node.args as Json[])[random.integer(node.args.length)] = random.integer(Math.max(1, nodes.indexOf(node)))
  }),
  'give another number of arguments': inNode((node, random) => {
    node.args = Array.from({ length: one(random, [0, 1, 2, 3, 1_000]) }, () => 0)
  }),
  'change an operation': inNode((node, random) => {
    node.op = one(random, operations)
  }),
  'exchange two nodes': inNode((node, random, { nodes }) => {
    const other = random.integer(nodes.length)
    const here = nodes.indexOf(node)
    ;[nodes[here], nodes[other]] = [nodes[other]!, node]
  }),
  'move an output': inNode((_, random, { nodes, outputs }) => {
    const output = one(random, outputs) as Json[]
    output[random.integer(2)] = one<Json>(random, [
      random.integer(nodes.length),
      nodes.length,
      -1,
      'score',
      'label',
      'probability',
      'reason',
    ])
  }),
}

/** Damages a folder once or twice; says how. */
export function mutate(folder: Folder, random: Random): readonly [how: string, folder: Folder] {
  const names = Object.keys(mutations)
  const chosen = Array.from({ length: random.integer(4) === 0 ? 2 : 1 }, () => one(random, names))
  const damaged = chosen.reduce<Folder>((given, name) => {
    try {
      return mutations[name]!(given, random)
    } catch {
      // The first mutation left nothing for the second to work on.
      return given
    }
  }, folder)
  return [chosen.join(', then '), damaged]
}
