import { deepFreeze, MillraceError } from '@millrace/core'
import { z } from 'zod'
import { cellBounds } from './cell-bounds.ts'
import { bucketCount } from './count-levels.ts'
import type { CellEdges, LevelProfile, NumberProfile, Profile } from './profile-types.ts'

const count = z.int().min(0)
const name = z.string().min(1).max(10_000)
const share = z.number().min(0).lt(1)
const edges = z.array(z.number()).max(1000)
const cells = z.strictObject({ edges, atoms: edges })
const counts = z.array(count).max(5000)
const base = { column: name, role: z.enum(['input', 'target', 'prediction']), count, nulls: count, distinct: count.nullable() }

const numbers = z.strictObject({
  ...base,
  kind: z.enum(['number', 'integer', 'boolean', 'day', 'instant']),
  type: z.literal('number'),
  test: z.enum(['kolmogorov-smirnov', 'chi-square']),
  discrete: z.boolean(),
  infinite: count,
  mean: z.number().nullable(),
  squares: z.number().min(0).nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  cells,
  bands: cells,
  counts,
  sums: z.array(z.number()).max(5000),
})

const levels = z.strictObject({
  ...base,
  kind: z.enum(['category', 'string']),
  type: z.literal('level'),
  levels: z.array(z.string().max(1_000_000)).max(5000),
  counts,
  others: count,
  buckets: z.array(count).length(bucketCount).nullable(),
})

const document = z.strictObject({
  format: z.literal('millrace/drift-profile'),
  schemaVersion: z.literal(1),
  monitor: z.string().max(10_000),
  settings: z.strictObject({
    significance: z.number().gt(0).max(0.5),
    psiThreshold: z.number().gt(0),
    effectFloor: z.strictObject({ D: share, V: share }),
    cells: z.int().min(10).max(1000),
    topValues: z.int().min(1).max(5000),
  }),
  rows: z.int().min(1),
  digest: z.string().max(1000).nullable(),
  columns: z
    .array(z.discriminatedUnion('type', [numbers, levels]))
    .min(1)
    .max(10_000),
})

/**
 * Takes a profile from outside: JSON that was written by anyone. Shape, limits, and that the figures fit together are checked.
 *
 * @param json - parsed JSON, best by `parseJson` of core, which limits its size
 * @returns a frozen profile
 * @throws MillraceError `E_PROFILE_INVALID` with the place of the first fault
 * @example
 * ```ts
 * import { readProfile } from '@millrace/drift'
 *
 * readProfile({ format: 'millrace/drift-profile', schemaVersion: 2 }) // => throws E_PROFILE_INVALID
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export function readProfile(json: unknown): Profile {
  const { data, error } = document.safeParse(json)
  if (error !== undefined) {
    const [{ path, message }] = error.issues as [z.core.$ZodIssue]
    throw invalid(path.join('.').slice(0, 200), message.slice(0, 200))
  }
  const seen = new Set<string>()
  data.columns.forEach((column, index) => {
    const fault = seen.has(column.column) ? 'is there twice' : column.type === 'number' ? numberFault(column) : levelFault(column)
    seen.add(column.column)
    const total = column.count + column.nulls
    const wrong = fault ?? (total === data.rows ? null : `has ${total} rows, the profile ${data.rows}`)
    if (wrong !== null) throw invalid(`columns.${index}`, `column '${column.column.slice(0, 200)}' ${wrong}`)
  })
  return deepFreeze(data)
}

function numberFault({ cells, bands, counts, sums, count, infinite, ...figures }: NumberProfile): string | null {
  if (!isAscending(cells) || !isAscending(bands)) return 'has edges that do not ascend, or atoms that are no edges'
  const known = new Set(cells.edges)
  if (!bands.edges.every((edge) => known.has(edge))) return 'has a band that begins at no edge of a cell'
  const atoms = new Set(cells.atoms)
  if (!bands.atoms.every((edge) => atoms.has(edge))) return 'has a band that is an atom and no cell that is'
  const expected = cellBounds(cells).bounds.length + 1
  if (counts.length !== expected || sums.length !== expected)
    return `has ${counts.length} counts and ${sums.length} sums for ${expected} cells`
  if (totalOf(counts) !== count) return 'has counts that do not add up to its rows'
  if (infinite > count) return 'has more infinities than values'
  const present = count > infinite
  const { mean, squares, minimum, maximum } = figures
  if ([mean, squares, minimum, maximum].some((figure) => (figure !== null) !== present))
    return 'has figures without values, or values without'
  return present && minimum! > maximum! ? 'has a minimum above its maximum' : null
}

function levelFault({ levels, counts, others, buckets, count }: LevelProfile): string | null {
  if (counts.length !== levels.length) return `has ${counts.length} counts for ${levels.length} levels`
  if (new Set(levels).size < levels.length) return 'has a level twice'
  if (totalOf(counts) + others !== count) return 'has counts that do not add up to its rows'
  if (others > 0 !== (buckets !== null)) return 'has buckets without other levels, or others without'
  return buckets !== null && totalOf(buckets) !== count ? 'has buckets that do not add up to its rows' : null
}

function isAscending({ edges, atoms }: CellEdges): boolean {
  const known = new Set(edges)
  return edges.every((edge, i) => i === 0 || edge > edges[i - 1]!) && atoms.every((atom) => known.has(atom))
}

const totalOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

function invalid(place: string, fault: string): MillraceError {
  return new MillraceError({
    code: 'E_PROFILE_INVALID',
    message: `${place === '' ? 'the profile' : `'${place}' of the profile`}: ${fault}; take it from a monitor's profile of this version`,
    details: { place },
  })
}
