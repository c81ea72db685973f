import { readdirSync } from 'node:fs'
import { Converter, ReflectionKind } from 'typedoc'

/**
 * Names the modules of the reference as they are imported: `src/metrics/index.ts` of core is `@millrace/core/metrics`.
 *
 * @param {import('typedoc').Application} application
 */
function publicNames({ converter }) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const { packageName, packagePath } = project.getSymbolIdFromReflection(module) ?? {}
      const [, folder = ''] = /^src(\/.+)?\/index\.ts$/.exec(packagePath ?? '') ?? []
      module.name = packageName ? packageName + folder : module.name
    }
  })
}

/**
 * Asks documentation of every export and every member of a class or interface, but not of the members of an anonymous object type,
 * nor of each overload when one is documented.
 *
 * @param {import('typedoc').Application} application
 */
function documentedEnough({ converter, options }) {
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const signatures = project.getReflectionsByKind(ReflectionKind.CallSignature)
    const methods = signatures.filter(({ parent }) => parent?.kindOf(ReflectionKind.Method))
    const properties = project.getReflectionsByKind(ReflectionKind.Property)
    const members = [...properties, ...methods].filter((each) => isInside(each, ReflectionKind.TypeLiteral))
    const overloads = signatures.filter(isOverload)
    // TypeDoc itself does not look into parameters and type arguments, and refuses names that it does not come by.
    const excused = [...members, ...overloads].filter(
      (each) => !each.hasComment() && !isInside(each, ReflectionKind.Parameter) && !isInTypeArgument(each),
    )
    options.setValue('intentionallyNotDocumented', [...new Set(excused.map((each) => each.getFriendlyFullName()))])
  })
}

/** @type {(reflection: import('typedoc').Reflection, kind: ReflectionKind) => boolean} */
const isInside = ({ parent }, kind) => parent !== undefined && (parent.kindOf(kind) || isInside(parent, kind))

/**
 * Whether an object type is the type argument of a member of another, as in the type of a zod object.
 *
 * @type {(reflection: import('typedoc').Reflection) => boolean}
 */
const isInTypeArgument = ({ parent }) =>
  parent !== undefined &&
  ((parent.isDeclaration() && parent.type?.type === 'reference' && isInside(parent, ReflectionKind.TypeLiteral)) ||
    isInTypeArgument(parent))

/** @type {(signature: import('typedoc').Reflection) => boolean} */
const isOverload = ({ parent }) => parent?.isDeclaration() === true && parent.signatures?.some((each) => each.hasComment()) === true

/** @type {import('typedoc').TypeDocOptions} */
export default {
  name: 'Millrace',
  entryPoints: ['packages/*/src/index.ts', 'packages/*/src/*/index.ts'],
  tsconfig: 'tsconfig.json',
  out: 'docs/api',
  plugin: [publicNames, documentedEnough],
  readme: 'README.md',
  excludePrivate: true,
  excludeInternal: true,
  disableSources: true,
  skipErrorChecking: true,
  packagesRequiringDocumentation: readdirSync('packages').map((name) => `@millrace/${name}`),
  validation: { notDocumented: true, notExported: true, invalidLink: true, invalidPath: true },
  treatWarningsAsErrors: true,
}
