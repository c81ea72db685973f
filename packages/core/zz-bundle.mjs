// packages/core/src/json/digest.ts
import { createHash } from "node:crypto";

// packages/core/src/errors/millrace-error.ts
var marker = /* @__PURE__ */ Symbol.for("millrace.error");
var MillraceError = class extends Error {
  /** Stable identifier, listed in `docs/errors.md`. */
  code;
  /** Facts for programs. */
  details;
  constructor({ code, message, details = {}, cause }) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.name = "MillraceError";
    this.code = code;
    this.details = details;
    Object.defineProperty(this, marker, { value: true });
  }
  /**
   * Tells whether a value is a Millrace error, whichever copy of the package made it.
   *
   * @param value - anything, as caught
   */
  static isInstance(value) {
    return typeof value === "object" && value !== null && marker in value;
  }
};

// packages/core/src/json/json-pointer.ts
function jsonPointer(path) {
  return path.map((step2) => `/${String(step2).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

// packages/core/src/json/canonical-json.ts
var maximumJsonDepth = 256;
function canonicalJson(value) {
  return write(value, []);
}
function write(value, path) {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      return Number.isFinite(value) ? String(value) : refuse(String(value), path);
    case "string":
      return quote(value, path);
    case "object":
      if (path.length >= maximumJsonDepth) refuse(`more than ${maximumJsonDepth} levels, or a cycle,`, path);
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path);
    default:
      return refuse(typeof value === "undefined" ? "undefined" : `a ${typeof value}`, path);
  }
}
function writeArray(values, path) {
  let text = "[";
  for (let index2 = 0; index2 < values.length; index2++) {
    path.push(index2);
    text += `${index2 === 0 ? "" : ","}${write(values[index2], path)}`;
    path.pop();
  }
  return `${text}]`;
}
function writeObject(value, path) {
  if (!isPlain(value)) refuse(`an object of class ${value.constructor?.name ?? "unknown"}`, path);
  const members = Object.keys(value).sort().map((key) => {
    path.push(key);
    const member = `${quote(key, path)}:${write(value[key], path)}`;
    path.pop();
    return member;
  });
  return `{${members.join(",")}}`;
}
function isPlain(value) {
  const prototype2 = Object.getPrototypeOf(value);
  return prototype2 === null || Object.getPrototypeOf(prototype2) === null;
}
var quote = (text, path) => /\p{Surrogate}/u.test(text) ? refuse("half a surrogate pair", path) : JSON.stringify(text);
function refuse(what, path) {
  const place = jsonPointer(path);
  throw new MillraceError({
    code: "E_JSON_UNSUPPORTED",
    message: `canonicalJson: ${what} at ${place === "" ? "the root" : place.slice(0, 200)} has no place in JSON; convert or remove it`,
    details: { path: place.slice(0, 1e3).replace(/\p{Surrogate}/gu, "\uFFFD") }
  });
}

// packages/core/src/json/digest.ts
function digestBytes(content) {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
function digestJson(value) {
  return digestBytes(canonicalJson(value));
}

// packages/core/src/contracts/audit-entry.ts
function sealAuditEntry(draft, previous) {
  const { atMs, actor, action, model, version, alias, from, to, reason, details } = draft;
  const content = { atMs, actor, action, model, version, alias, from, to, reason, details };
  const placed = { ...content, sequence: (previous?.sequence ?? 0) + 1, previous: previous?.digest ?? null };
  return Object.freeze({ ...placed, digest: digestJson(placed) });
}
function followsAuditEntry(entry, previous) {
  const sealed = sealAuditEntry(entry, previous);
  return entry.sequence === sealed.sequence && entry.previous === sealed.previous && entry.digest === sealed.digest;
}

// packages/core/src/expression/expr.ts
var prototype = {
  pipe(...steps) {
    return steps.reduce((value, step2) => step2(value), this);
  }
};
function exprOf(node) {
  return Object.freeze(Object.assign(Object.create(prototype), { node: Object.freeze(node) }));
}
function operation(op, args, attributes = {}) {
  return exprOf({ kind: "operation", operation: { op, args: args.map(toNode), ...attributes } });
}
function columnExpr(column) {
  const type = column.kind === "category" || column.kind === "string" ? "string" : "number";
  return exprOf({ kind: "operation", operation: { op: "column", name: column.name, type }, column });
}
function constant(value) {
  return exprOf(toNode(value));
}
function isExpr(value) {
  return typeof value === "object" && value !== null && "node" in value;
}
function toNode(argument) {
  if (isExpr(argument)) return argument.node;
  const value = argument === null ? Number.NaN : Number(argument);
  if (argument !== null && !Number.isFinite(value)) throw new RangeError(`a constant in an expression is ${value}; constants are finite`);
  return { kind: "operation", operation: { op: "const", value: value + 0 } };
}
function isTextNode(node) {
  return node.kind === "operation" && (node.operation.op === "pick" || node.operation.op === "column" && node.operation.type === "string");
}

// packages/core/src/expression/arithmetic.ts
function add(a, b) {
  return operation("add", [a, b]);
}
function sub(a, b) {
  return operation("sub", [a, b]);
}
function mul(a, b) {
  return operation("mul", [a, b]);
}
function div(a, b) {
  if (b === 0) throw new RangeError("div: the divisor is the constant 0");
  return operation("div", [a, b]);
}
function least(a, b) {
  return operation("min", [a, b]);
}
function greatest(a, b) {
  return operation("max", [a, b]);
}
function clamp(x, lower, upper) {
  if (!(lower <= upper)) throw new RangeError(`clamp: the lower bound ${lower} is above the upper bound ${upper}`);
  return least(greatest(x, lower), upper);
}
function floor(x) {
  return operation("floor", [x]);
}
function abs(x) {
  return operation("abs", [x]);
}
function modulo(x, divisor) {
  return sub(x, mul(floor(div(x, divisor)), divisor));
}
function sqrt(x) {
  return operation("sqrt", [x]);
}
function pow(base, exponent2) {
  return operation("pow", [base, exponent2]);
}
function log(x) {
  return operation("log", [x]);
}
function exp(x) {
  return operation("exp", [x]);
}

// packages/core/src/expression/lookup.ts
function lookup(x, entries, options) {
  const keys = entries.map(([key]) => key);
  if (new Set(keys).size < keys.length) throw new RangeError("lookup: a key is given twice");
  const values = Float64Array.from(entries, ([, value]) => finiteOrNull(value));
  return operation("lookup", [x], {
    keys: Object.freeze(keys),
    values,
    other: finiteOrNull(options.other),
    missing: finiteOrNull(options.missing)
  });
}
function bucket(x, edges) {
  const wrong = edges.findIndex((edge, i) => !Number.isFinite(edge) || i > 0 && edge <= edges[i - 1]);
  if (wrong >= 0) throw new RangeError(`bucket: the edge ${edges[wrong]} is not above the one before it`);
  return operation("bucket", [x], { edges: Float64Array.from(edges) });
}
function pick(index2, values) {
  return operation("pick", [index2], { values: Object.freeze([...values]) });
}
function finiteOrNull(value) {
  if (value === null) return Number.NaN;
  if (!Number.isFinite(value)) throw new RangeError(`lookup: the number ${value} is not finite`);
  return value + 0;
}

// packages/core/src/expression/comparison.ts
function lt(a, b) {
  return operation("lt", [a, b]);
}
function le(a, b) {
  return operation("le", [a, b]);
}
function gt(a, b) {
  return operation("lt", [b, a]);
}
function ge(a, b) {
  return operation("le", [b, a]);
}
function eq(x, value) {
  if (!isTextNode(x.node)) return operation("eq", [x, value]);
  return lookup(x, [[value, 1]], { other: 0, missing: null });
}
function ne(x, value) {
  return operation("not", [eq(x, value)]);
}
function isIn(x, values) {
  if (isTextNode(x.node)) {
    return lookup(x, values.map((value) => [value, 1]), { other: 0, missing: null });
  }
  const [first, ...others] = values;
  if (first === void 0) throw new RangeError("isIn: no values are given");
  return others.reduce((any, value) => operation("or", [any, eq(x, value)]), eq(x, first));
}

// packages/core/src/expression/logic.ts
function and(a, b) {
  return operation("and", [a, b]);
}
function or(a, b) {
  return operation("or", [a, b]);
}
function not(a) {
  return operation("not", [a]);
}
function isNull(x) {
  if (isTextNode(x.node)) return lookup(x, [], { other: 0, missing: 1 });
  return operation("isNull", [x]);
}
function coalesce(x, value) {
  return operation("coalesce", [x, value]);
}
function when(condition, then, otherwise) {
  return operation("when", [condition, then, otherwise]);
}

// packages/core/src/expression/dates.ts
var number = (x) => x;
var quotient = (x, divisor) => floor(div(x, divisor));
function day(x) {
  return quotient(number(x), 864e5);
}
function epochDay(x) {
  return add(number(x), 0);
}
function epochMilliseconds(x) {
  return add(number(x), 0);
}
function year(x) {
  const { era, yearOfEra, monthFromMarch } = civil(number(x));
  return add(add(yearOfEra, mul(era, 400)), le(10, monthFromMarch));
}
function month(x) {
  const { monthFromMarch } = civil(number(x));
  return when(lt(monthFromMarch, 10), add(monthFromMarch, 3), sub(monthFromMarch, 9));
}
function dayOfMonth(x) {
  const { dayOfYear, monthFromMarch } = civil(number(x));
  return add(sub(dayOfYear, quotient(add(mul(monthFromMarch, 153), 2), 5)), 1);
}
function weekday(x) {
  return add(modulo(add(number(x), 3), 7), 1);
}
function daysBetween(from, to) {
  return sub(number(to), number(from));
}
function civil(x) {
  const shifted = add(x, 719468);
  const era = quotient(shifted, 146097);
  const dayOfEra = sub(shifted, mul(era, 146097));
  const leapDays = sub(sub(quotient(dayOfEra, 36524), quotient(dayOfEra, 1460)), quotient(dayOfEra, 146096));
  const yearOfEra = quotient(add(dayOfEra, leapDays), 365);
  const daysBefore = sub(add(mul(yearOfEra, 365), quotient(yearOfEra, 4)), quotient(yearOfEra, 100));
  const dayOfYear = sub(dayOfEra, daysBefore);
  const monthFromMarch = quotient(add(mul(dayOfYear, 5), 2), 153);
  return { era, yearOfEra, dayOfYear, monthFromMarch };
}

// packages/core/src/expression/estimate.ts
function estimate(estimator, features) {
  const { op, ...attributes } = estimator;
  return operation(op, features, attributes);
}

// packages/core/src/schema/read-zod.ts
var definitionOf = (type) => type._zod.def;
function readZodObject(object) {
  const refinements = /* @__PURE__ */ new Map();
  const columns = Object.entries(object._zod.def.shape).map(([name, type]) => {
    const { refined, ...column } = readColumn(name, type);
    if (refined) refinements.set(name, type);
    return Object.freeze(column);
  });
  const checked = (object._zod.def.checks?.length ?? 0) > 0;
  return { columns: Object.freeze(columns), refinements, rowRefinement: checked ? object : void 0 };
}
function readColumn(name, type) {
  const column = { name, kind: "number", nullable: false, optional: false, refined: false };
  let definition = definitionOf(type);
  for (; isWrapper(definition); definition = definitionOf(definition.innerType)) {
    if (definition.type === "nullable") column.nullable = true;
    if (definition.type === "optional") column.optional = true;
    if (definition.checks?.length) column.refined = true;
  }
  readKind(column, definition);
  for (const check of definition.checks ?? []) readCheck(column, check._zod.def);
  return column;
}
function isWrapper(definition) {
  return definition.type === "nullable" || definition.type === "optional" || definition.type === "readonly";
}
var kinds = { number: "number", int: "integer", boolean: "boolean", date: "instant", string: "string" };
function readKind(column, definition) {
  const refuse2 = (what) => unsupported(column.name, what);
  if (definition.coerce) throw refuse2(`z.coerce.${definition.type}(): readers convert by themselves, declare the type alone`);
  if (definition.type === "enum") return readValues(column, Object.values(definition.entries ?? {}));
  if (definition.type === "literal") return readValues(column, definition.values ?? []);
  if (definition.type === "union") {
    const options = (definition.options ?? []).map(definitionOf);
    if (options.some((option) => option.type !== "literal")) throw refuse2("a union of types that are not literals");
    return readValues(column, options.flatMap((option) => option.values ?? []));
  }
  const kind = kinds[definition.type];
  if (kind === void 0) throw refuse2(`a value of type '${definition.type}'`);
  column.kind = kind;
  if (definition.type === "date") column.asDate = true;
  if (definition.format !== void 0) readFormat(column, definition);
}
function readFormat(column, { type, format, local }) {
  if (type === "number") {
    readNumberFormat(column, format);
  } else if (format === "date") {
    column.kind = "day";
  } else if (format === "datetime") {
    if (local) throw unsupported(column.name, "a date and time without a zone: an instant needs one");
    column.kind = "instant";
  } else {
    column.refined = true;
  }
}
var integerRanges = {
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1]
};
function readNumberFormat(column, format) {
  const range = format === void 0 ? void 0 : integerRanges[format];
  if (range === void 0) {
    if (format !== "float64") column.refined = true;
    return;
  }
  column.kind = "integer";
  if (format !== "safeint") [column.minimum, column.maximum] = range;
}
function readValues(column, values) {
  const known2 = values.filter((value) => value !== null);
  if (known2.length < values.length) column.nullable = true;
  if (known2.length > 0 && known2.every((value) => typeof value === "string")) {
    column.kind = "category";
    column.categories = Object.freeze([...new Set(known2)]);
  } else if (known2.length > 0 && known2.every((value) => typeof value === "number")) {
    column.kind = known2.every(Number.isSafeInteger) ? "integer" : "number";
    column.allowed = Object.freeze([...new Set(known2)]);
  } else if (known2.length > 0 && known2.every((value) => typeof value === "boolean")) {
    column.kind = "boolean";
    if (new Set(known2).size === 1) column.allowed = [known2[0] ? 1 : 0];
  } else {
    throw unsupported(column.name, "literals of several types");
  }
}
function readCheck(column, check) {
  const value = check.value instanceof Date ? check.value.getTime() : Number(check.value);
  if (check.check === "overwrite") throw unsupported(column.name, "a schema that changes the value (trim, toLowerCase, overwrite)");
  if (check.check === "greater_than") column[check.inclusive ? "minimum" : "exclusiveMinimum"] = tighter(column, check, value);
  else if (check.check === "less_than") column[check.inclusive ? "maximum" : "exclusiveMaximum"] = tighter(column, check, value);
  else if (check.check === "multiple_of" && column.multipleOf === void 0) column.multipleOf = value;
  else if (check.check === "number_format") readNumberFormat(column, check.format);
  else if (check.check === "min_length" && check.minimum !== void 0) column.minLength = Math.max(check.minimum, column.minLength ?? 0);
  else if (check.check === "max_length" && check.maximum !== void 0) column.maxLength = Math.min(check.maximum, column.maxLength ?? check.maximum);
  else if (check.check === "string_format" && check.format === "date") column.kind = "day";
  else if (check.check === "string_format" && check.format === "datetime") column.kind = "instant";
  else column.refined = true;
}
function tighter(column, check, value) {
  if (check.check === "greater_than") return Math.max(value, column[check.inclusive ? "minimum" : "exclusiveMinimum"] ?? Number.NEGATIVE_INFINITY);
  return Math.min(value, column[check.inclusive ? "maximum" : "exclusiveMaximum"] ?? Number.POSITIVE_INFINITY);
}
function unsupported(column, what) {
  return new MillraceError({
    code: "E_SCHEMA_UNSUPPORTED",
    message: `column '${column}' cannot be ${what}; use number, int, boolean, enum, string, iso.date, iso.datetime or date, nullable or optional`,
    details: { column }
  });
}

// packages/core/src/schema/schema.ts
var known = /* @__PURE__ */ new WeakMap();
function schemaOf(object) {
  const found = known.get(object);
  if (found !== void 0) return found;
  const schema = Object.freeze(readZodObject(object));
  known.set(object, schema);
  return schema;
}
function schemaFromColumns(columns) {
  return Object.freeze({ columns: Object.freeze([...columns]), refinements: /* @__PURE__ */ new Map() });
}
function findColumn(schema, name) {
  return schema.columns.find((column) => column.name === name);
}

// packages/core/src/expression/features.ts
function defineFeatures(schema, build) {
  const columns = schemaOf(schema);
  const row = Object.fromEntries(columns.columns.map((column) => [column.name, columnExpr(column)]));
  const features = Object.freeze({ ...build(row) });
  const names = Object.keys(features);
  const wrong = names.find((name) => name === "" || name.includes(":"));
  if (names.length === 0 || wrong !== void 0) {
    throw new MillraceError({
      code: "E_FEATURES_INVALID",
      message: wrong === void 0 ? "defineFeatures: no feature is defined" : `defineFeatures: '${wrong}' is no name for a feature; use a text without colons`,
      details: { names }
    });
  }
  return Object.freeze({ schema: columns, names: Object.freeze(names), features });
}

// packages/core/src/expression/log1p.ts
var leastArgument = -1 + 2 ** -53;
function log1p(x) {
  const clipped = greatest(x, leastArgument);
  const u = add(clipped, 1);
  return when(eq(u, 1), clipped, mul(log(u), div(clipped, sub(u, 1))));
}
function signedLog(x) {
  const size = log1p(abs(x));
  return when(lt(x, 0), mul(size, -1), size);
}

// packages/core/src/expression/statistic.ts
var statistic = (request) => Object.freeze({ request: Object.freeze(request) });
var count = (x) => statistic({ stat: "count", of: x.node });
var nulls = (x) => statistic({ stat: "nulls", of: x.node });
var mean = (x) => statistic({ stat: "mean", of: x.node });
var stddevPop = (x) => statistic({ stat: "stddevPop", of: x.node });
var minimum = (x) => statistic({ stat: "minimum", of: x.node });
var maximum = (x) => statistic({ stat: "maximum", of: x.node });
var quantiles = (x, probabilities) => {
  const wrong = probabilities.find((probability) => !(probability >= 0 && probability <= 1));
  if (wrong !== void 0) throw new RangeError(`quantiles: the probability ${wrong} is not in [0, 1]`);
  return statistic({ stat: "quantiles", of: x.node, probabilities: Object.freeze([...probabilities]) });
};
var topValues = (x, limit) => {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`topValues: the limit ${limit} is not a positive integer`);
  return statistic({ stat: "topValues", of: x.node, limit });
};
var sumBy = (key, fold, of) => statistic({ stat: "sumBy", key: key.node, fold: fold.node, of: of.node });
var cells = (x, edges, value) => statistic({ stat: "cells", of: x.node, edges: Object.freeze([...edges]), value: value.node });

// packages/core/src/expression/spec-digest.ts
function specDigest({ features }) {
  const nodes = [];
  const known2 = /* @__PURE__ */ new Map();
  const visit = (node) => {
    const found = known2.get(node);
    if (found !== void 0) return found;
    const index2 = nodes.push(describe(node, visit)) - 1;
    known2.set(node, index2);
    return index2;
  };
  const outputs = Object.entries(features).map(([name, { node }]) => [name, visit(node)]);
  return digestJson({ nodes, outputs });
}
function describe(node, visit) {
  if (node.kind === "symbol") return { symbol: node.name };
  if (node.kind !== "operation") {
    const { kind, version, params = null } = node.definition;
    return { [node.kind]: kind, version, params, input: visit(node.input) };
  }
  const { args = [], ...attributes } = node.operation;
  const plain2 = JSON.parse(JSON.stringify(attributes, (_, value) => ArrayBuffer.isView(value) ? Array.from(value) : value));
  return { ...plain2, args: args.map(visit) };
}

// packages/core/src/expression/transform.ts
function defineTransform(definition) {
  const frozen = Object.freeze({ ...definition });
  return (x) => exprOf({ kind: "transform", definition: frozen, input: x.node });
}
function defineGroup(definition) {
  const frozen = Object.freeze({ ...definition });
  return (x) => Object.freeze({ node: Object.freeze({ kind: "group", definition: frozen, input: x.node }), "~group": 0 });
}

// packages/core/src/files/file-error.ts
function fileError(path, { action, cause }) {
  if (MillraceError.isInstance(cause) || !isSystemError(cause)) return cause;
  const details = { path, system: cause.code };
  if (action === "read" && (cause.code === "ENOENT" || cause.code === "ENOTDIR")) {
    return new MillraceError({ code: "E_FILE_MISSING", message: `there is no file '${path}'; check the path`, details, cause });
  }
  return new MillraceError({
    code: action === "read" ? "E_FILE_UNREADABLE" : "E_FILE_UNWRITABLE",
    message: `'${path}' cannot be ${action === "read" ? "read" : "written"}: ${cause.message}; see to its permissions and the space left`,
    details,
    cause
  });
}
var isSystemError = (error) => error instanceof Error && "code" in error && typeof error.code === "string";

// packages/core/src/graph/graph.ts
function reachable(nodes, roots) {
  const needed = new Uint8Array(nodes.length);
  for (const root of roots) needed[root] = 1;
  for (let index2 = nodes.length - 1; index2 >= 0; index2--) {
    const node = nodes[index2];
    if (needed[index2] && "args" in node) for (const argument of node.args) needed[argument] = 1;
  }
  return [...needed.keys()].filter((index2) => needed[index2]);
}
function columnsRead(nodes, roots) {
  return reachable(nodes, roots).flatMap((index2) => {
    const node = nodes[index2];
    return node.op === "column" ? [node.name] : [];
  });
}

// packages/core/src/graph/graph-builder.ts
function graphBuilder(initial = []) {
  const nodes = [...initial];
  const known2 = /* @__PURE__ */ new Map();
  for (const [index2, node] of nodes.entries()) {
    const key = keyOf(node);
    if (key !== null && !known2.has(key)) known2.set(key, index2);
  }
  const add2 = (node) => {
    const key = keyOf(node);
    const found = key === null ? void 0 : known2.get(key);
    if (found !== void 0) return found;
    const index2 = nodes.push(Object.freeze(node)) - 1;
    if (key !== null) known2.set(key, index2);
    return index2;
  };
  return { nodes, add: add2, build: (outputs) => compact(nodes, [...outputs]) };
}
function keyOf(node) {
  if (node.op === "linear" || node.op === "trees") return null;
  return JSON.stringify(
    node,
    (_, value) => typeof value === "number" && !Number.isFinite(value) ? String(value) : ArrayBuffer.isView(value) ? Array.from(value, String) : value
  );
}
function compact(nodes, outputs) {
  const moved = /* @__PURE__ */ new Map();
  const kept = [];
  for (const index2 of reachable(nodes, outputs.map(([, node]) => node))) {
    const node = nodes[index2];
    const placed = "args" in node ? { ...node, args: node.args.map((argument) => moved.get(argument)) } : node;
    moved.set(index2, kept.push(Object.freeze(placed)) - 1);
  }
  const renamed = outputs.map(([name, node]) => [name, moved.get(node)]);
  return Object.freeze({ nodes: Object.freeze(kept), outputs: new Map(renamed) });
}

// packages/core/src/fit/ask-statistics.ts
async function askStatistics(engine, builder, lowering, questions, options) {
  const statistics = questions.flatMap(
    ({ feature, kind, needs }) => Object.values(needs).map(({ request }) => lowerStatistic(request, (node) => lowering.lower(node) ?? notResolved(feature, kind)))
  );
  if (statistics.length === 0) return questions.map(() => ({}));
  const answers = await engine.statistics({ nodes: builder.nodes, statistics }, options);
  let next = 0;
  return questions.map(
    ({ feature, kind, needs }) => Object.fromEntries(Object.keys(needs).map((name) => [name, present(answers[next++], { feature, kind, name })]))
  );
}
function lowerStatistic(request, lower) {
  if (request.stat === "sumBy") return { ...request, key: lower(request.key), fold: lower(request.fold), of: lower(request.of) };
  if (request.stat === "cells") return { ...request, of: lower(request.of), value: lower(request.value) };
  return { ...request, of: lower(request.of) };
}
function present(answer2, { feature, kind, name }) {
  const empty = answer2 === null || answer2 === void 0 || Array.isArray(answer2) && answer2.includes(null);
  if (!empty) return answer2;
  throw new MillraceError({
    code: "E_FIT_NO_VALUES",
    message: `the transform '${kind}' of feature '${feature}' asks for '${name}', but every value is null; drop the feature or fill it with a constant`,
    details: { feature, kind, statistic: name }
  });
}
function notResolved(feature, kind) {
  throw new TypeError(`the transform '${kind}' of feature '${feature}' asks for a statistic of something that is not learnt yet`);
}

// packages/core/src/fit/learners.ts
function collectLearners(features) {
  const learners = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  const visit = (node, feature) => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "operation") {
      if ("args" in node.operation) for (const argument of node.operation.args) visit(argument, feature);
    } else if (node.kind !== "symbol") {
      visit(node.input, feature);
      learners.set(node, feature);
    }
  };
  for (const [feature, { node }] of Object.entries(features)) visit(node, feature);
  return learners;
}

// packages/core/src/fit/lowering.ts
function createLowering(builder, execution, learned, symbols) {
  const done = /* @__PURE__ */ new Map();
  const lower = (node) => {
    const found = done.get(node);
    if (found !== void 0) return found;
    const index2 = lowerNew(node);
    if (index2 !== void 0) done.set(node, index2);
    return index2;
  };
  const lowerNew = (node) => {
    if (node.kind === "symbol") {
      const bound = symbols.get(node.symbol) ?? unbound(node.name);
      return typeof bound === "number" ? bound : lower(bound);
    }
    if (node.kind === "transform") {
      const became = learned.get(node);
      return became && lower(became[execution]);
    }
    if (node.kind === "group") throw new TypeError("a group of features is no expression");
    const { operation: operation2 } = node;
    if (!("args" in operation2)) return builder.add(operation2);
    const args = operation2.args.map(lower);
    return args.includes(void 0) ? void 0 : builder.add({ ...operation2, args });
  };
  return { lower };
}
function unbound(name) {
  throw new TypeError(`the symbol '${name}' is not bound: no ${name} was given to fit`);
}

// packages/core/src/trees/pack-trees.ts
var lanes = 8;
var rowsAtOnce = 32;
var linkShift = 15;
var slotMask = (1 << linkShift) - 1;
var slotCapacity = (slotMask + 1) / lanes;
var nodeCapacity = 2 ** (32 - linkShift);
function packTrees(ensemble) {
  const groups = [];
  for (const root of ensemble.roots) {
    const order = breadthFirst(ensemble, root);
    const keys = slotKeys(ensemble, order);
    if (1 + order.length > nodeCapacity || 1 + keys.size > slotCapacity) return null;
    let group = groups.at(-1);
    if (group === void 0 || !fits(group, order, keys)) {
      group = { orders: [], slots: /* @__PURE__ */ new Map(), nodes: 1 };
      groups.push(group);
    }
    group.orders.push(order);
    group.nodes += order.length;
    for (const key of keys) if (!group.slots.has(key)) group.slots.set(key, group.slots.size + 1);
  }
  return groups.map((group) => layOut(ensemble, group));
}
function breadthFirst({ feature, left, right }, root) {
  const order = [root];
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    if (feature[node] !== -1) order.push(left[node], right[node]);
  }
  return Int32Array.from(order);
}
function slotKeys(ensemble, order) {
  const keys = /* @__PURE__ */ new Set();
  for (const node of order) if (ensemble.feature[node] !== -1) keys.add(slotKey(ensemble, node));
  return keys;
}
function slotKey({ feature, missingLeft }, node) {
  return feature[node] * 2 + missingLeft[node];
}
function fits(group, order, keys) {
  let slots = 1 + group.slots.size;
  for (const key of keys) if (!group.slots.has(key)) slots++;
  return group.nodes + order.length <= nodeCapacity && slots <= slotCapacity;
}
function layOut(ensemble, group) {
  const trees = group.orders.length;
  const roots = new Int32Array(Math.ceil(trees / lanes) * lanes);
  const links = new Int32Array(group.nodes);
  const thresholds = new Float64Array(group.nodes);
  let at = 1;
  group.orders.forEach((order, tree) => {
    roots[tree] = at;
    let child = at + 1;
    for (const node of order) {
      const leaf = ensemble.feature[node] === -1;
      links[at] = leaf ? at << linkShift : child << linkShift | group.slots.get(slotKey(ensemble, node)) * lanes;
      thresholds[at] = leaf ? ensemble.value[node] : ensemble.threshold[node];
      if (!leaf) child += 2;
      at++;
    }
  });
  const keys = [...group.slots.keys()];
  const width = 1 + keys.length;
  return {
    trees,
    roots,
    links,
    thresholds,
    features: Int32Array.of(-1, ...keys.map((key) => key >> 1)),
    missing: Float64Array.of(-Infinity, ...keys.map((key) => key % 2 === 1 ? -Infinity : Infinity)),
    slots: new Float64Array(width * rowsAtOnce).fill(-Infinity)
  };
}

// packages/core/src/trees/compile-trees.ts
function compileTrees(ensemble) {
  return {
    ensemble,
    packs: packTrees(ensemble),
    divisor: ensemble.aggregate === "mean" ? ensemble.roots.length : 1,
    sums: new Float64Array(rowsAtOnce)
  };
}

// packages/core/src/trees/descend.ts
function step(links, thresholds, slots, node, lane) {
  const link = links[node];
  return (link >>> linkShift) + Number(slots[(link & slotMask) + lane] > thresholds[node]);
}
function descendRows({ trees, roots, links, thresholds, features, slots }, rows, sums) {
  const stride = features.length * lanes;
  for (let tree = 0; tree < trees; tree++) {
    const root = roots[tree];
    for (let row = 0, lane = 0; row < rows; row += lanes, lane += stride) {
      let n0 = root;
      let n1 = root;
      let n2 = root;
      let n3 = root;
      let n4 = root;
      let n5 = root;
      let n6 = root;
      let n7 = root;
      while (((links[n0] | links[n1] | links[n2] | links[n3] | links[n4] | links[n5] | links[n6] | links[n7]) & slotMask) !== 0) {
        n0 = step(links, thresholds, slots, n0, lane);
        n1 = step(links, thresholds, slots, n1, lane + 1);
        n2 = step(links, thresholds, slots, n2, lane + 2);
        n3 = step(links, thresholds, slots, n3, lane + 3);
        n4 = step(links, thresholds, slots, n4, lane + 4);
        n5 = step(links, thresholds, slots, n5, lane + 5);
        n6 = step(links, thresholds, slots, n6, lane + 6);
        n7 = step(links, thresholds, slots, n7, lane + 7);
        n0 = step(links, thresholds, slots, n0, lane);
        n1 = step(links, thresholds, slots, n1, lane + 1);
        n2 = step(links, thresholds, slots, n2, lane + 2);
        n3 = step(links, thresholds, slots, n3, lane + 3);
        n4 = step(links, thresholds, slots, n4, lane + 4);
        n5 = step(links, thresholds, slots, n5, lane + 5);
        n6 = step(links, thresholds, slots, n6, lane + 6);
        n7 = step(links, thresholds, slots, n7, lane + 7);
      }
      sums[row] += thresholds[n0];
      sums[row + 1] += thresholds[n1];
      sums[row + 2] += thresholds[n2];
      sums[row + 3] += thresholds[n3];
      sums[row + 4] += thresholds[n4];
      sums[row + 5] += thresholds[n5];
      sums[row + 6] += thresholds[n6];
      sums[row + 7] += thresholds[n7];
    }
  }
}
function descendTrees({ roots, links, thresholds, slots }, start) {
  let sum = start;
  for (let tree = 0; tree < roots.length; tree += lanes) {
    let n0 = roots[tree];
    let n1 = roots[tree + 1];
    let n2 = roots[tree + 2];
    let n3 = roots[tree + 3];
    let n4 = roots[tree + 4];
    let n5 = roots[tree + 5];
    let n6 = roots[tree + 6];
    let n7 = roots[tree + 7];
    while (((links[n0] | links[n1] | links[n2] | links[n3] | links[n4] | links[n5] | links[n6] | links[n7]) & slotMask) !== 0) {
      n0 = step(links, thresholds, slots, n0, 0);
      n1 = step(links, thresholds, slots, n1, 0);
      n2 = step(links, thresholds, slots, n2, 0);
      n3 = step(links, thresholds, slots, n3, 0);
      n4 = step(links, thresholds, slots, n4, 0);
      n5 = step(links, thresholds, slots, n5, 0);
      n6 = step(links, thresholds, slots, n6, 0);
      n7 = step(links, thresholds, slots, n7, 0);
      n0 = step(links, thresholds, slots, n0, 0);
      n1 = step(links, thresholds, slots, n1, 0);
      n2 = step(links, thresholds, slots, n2, 0);
      n3 = step(links, thresholds, slots, n3, 0);
      n4 = step(links, thresholds, slots, n4, 0);
      n5 = step(links, thresholds, slots, n5, 0);
      n6 = step(links, thresholds, slots, n6, 0);
      n7 = step(links, thresholds, slots, n7, 0);
    }
    sum = sum + thresholds[n0] + thresholds[n1] + thresholds[n2] + thresholds[n3];
    sum = sum + thresholds[n4] + thresholds[n5] + thresholds[n6] + thresholds[n7];
  }
  return sum;
}

// packages/core/src/trees/walk-trees.ts
function walkTrees(ensemble, features, row) {
  let sum = 0;
  for (const root of ensemble.roots) sum += ensemble.value[leafOf(ensemble, features, root, row)];
  return sum;
}
function leafOf(ensemble, features, root, row) {
  const { feature, threshold, left, right, missingLeft } = ensemble;
  let node = root;
  while (feature[node] !== -1) {
    const x = features[feature[node]][row];
    const goesLeft = Number.isNaN(x) ? missingLeft[node] === 1 : x <= threshold[node];
    node = goesLeft ? left[node] : right[node];
  }
  return node;
}

// packages/core/src/trees/predict-trees.ts
function predictTrees(compiled, features, count2, out) {
  const { ensemble, packs, divisor, sums } = compiled;
  for (let start = 0; start < count2; start += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, count2 - start);
    if (packs === null) for (let row = 0; row < rows; row++) sums[row] = walkTrees(ensemble, features, start + row);
    else sumPacks(packs, features, start, rows, sums);
    for (let row = 0; row < rows; row++) out[start + row] = ensemble.base + sums[row] / divisor;
  }
}
function sumPacks(packs, features, start, rows, sums) {
  sums.fill(0);
  for (const pack of packs) {
    gather(pack, features, start, rows);
    if (rows === 1) sums[0] = descendTrees(pack, sums[0]);
    else descendRows(pack, rows, sums);
  }
}
function gather(pack, features, start, rows) {
  const { slots } = pack;
  const width = pack.features.length;
  for (let slot = 1; slot < width; slot++) {
    const column = features[pack.features[slot]];
    const missing2 = pack.missing[slot];
    for (let row = 0; row < rows; row++) {
      const lane = row & lanes - 1;
      const x = column[start + row];
      slots[(row - lane) * width + slot * lanes + lane] = Number.isNaN(x) ? missing2 : x;
    }
  }
}

// packages/core/src/machine/inputs.ts
var nullCode = 0;
var otherCode = 1;
var firstKey = 2;
function createInputs(nodes, order) {
  const byNode = /* @__PURE__ */ new Map();
  for (const index2 of order) {
    const node = nodes[index2];
    if (node.op === "column") byNode.set(index2, node.type === "number" ? numberInput(node.name) : stringInput(node.name, keysRead(nodes, order, index2)));
  }
  const list = [...byNode.values()];
  return {
    start: 0,
    byNode,
    names: list.map((input2) => input2.name),
    bind(source) {
      for (const input2 of list) bindColumn(input2, source);
    },
    release() {
      for (const input2 of list) {
        input2.values = input2.row;
        if (input2.type === "string") input2.recode = input2.rowRecode;
      }
    },
    setRow(values) {
      for (let i = 0; i < list.length; i++) {
        const input2 = list[i];
        const value = values[i];
        if (input2.type === "number") input2.row[0] = value;
        else input2.rowRecode[1] = value === null ? nullCode : input2.codes.get(value) ?? otherCode;
      }
    }
  };
}
function numberInput(name) {
  const row = new Float64Array(1);
  return { type: "number", name, values: row, row };
}
function stringInput(name, keys) {
  const codes = /* @__PURE__ */ new Map();
  for (const key of keys) if (!codes.has(key)) codes.set(key, codes.size + firstKey);
  const row = new Int32Array(1);
  const rowRecode = new Int32Array(2);
  return { type: "string", name, codes, values: row, recode: rowRecode, row, rowRecode };
}
function* keysRead(nodes, order, column) {
  for (const index2 of order) {
    const node = nodes[index2];
    if (node.op === "lookup" && node.args[0] === column) yield* node.keys;
  }
}
function bindColumn(input2, source) {
  const column = source.column(input2.name);
  if (column.type === "number" && input2.type === "number") {
    input2.values = column.values;
  } else if (column.type === "string" && input2.type === "string") {
    input2.values = column.codes;
    input2.recode = new Int32Array(column.dictionary.length + 1);
    for (let code = 0; code < column.dictionary.length; code++) input2.recode[code + 1] = input2.codes.get(column.dictionary[code]) ?? otherCode;
  } else {
    throw new MillraceError({
      code: "E_TABLE_INVALID",
      message: `column '${input2.name}' is read as ${input2.type === "number" ? "numbers" : "strings"}, but the table holds ${column.type}s`,
      details: { column: input2.name }
    });
  }
}
function lookupMapping(node, { codes }) {
  const mapping = new Float64Array(codes.size + firstKey).fill(node.other);
  mapping[nullCode] = node.missing;
  for (const [i, key] of node.keys.entries()) mapping[codes.get(key)] = node.values[i];
  return mapping;
}

// packages/core/src/machine/kernels.ts
var unaryKernels = {
  not: (a, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      out[i] = x !== x ? x : x === 0 ? 1 : 0;
    }
  },
  isNull: (a, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      out[i] = x !== x ? 1 : 0;
    }
  },
  floor: (a, out) => (count2) => {
    for (let i = 0; i < count2; i++) out[i] = Math.floor(a[i]);
  },
  abs: (a, out) => (count2) => {
    for (let i = 0; i < count2; i++) out[i] = Math.abs(a[i]);
  },
  sqrt: (a, out) => (count2) => {
    for (let i = 0; i < count2; i++) out[i] = Math.sqrt(a[i]);
  },
  log: (a, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      out[i] = x > 0 ? Math.log(x) : Number.NaN;
    }
  },
  exp: (a, out) => (count2) => {
    for (let i = 0; i < count2; i++) out[i] = Math.exp(a[i]);
  }
};
var binaryKernels = {
  add: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) out[i] = a[i] + b[i];
  },
  sub: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) out[i] = a[i] - b[i];
  },
  mul: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) out[i] = a[i] * b[i];
  },
  div: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const divisor = b[i];
      out[i] = divisor === 0 ? Number.NaN : a[i] / divisor;
    }
  },
  pow: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const base = a[i];
      const exponent2 = b[i];
      out[i] = base !== base || base === 0 && exponent2 < 0 ? Number.NaN : base ** exponent2;
    }
  },
  min: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      const y = b[i];
      out[i] = x <= y || x !== x ? x : y;
    }
  },
  max: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      const y = b[i];
      out[i] = x >= y || x !== x ? x : y;
    }
  },
  lt: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      const y = b[i];
      out[i] = x < y ? 1 : x >= y ? 0 : Number.NaN;
    }
  },
  le: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      const y = b[i];
      out[i] = x <= y ? 1 : x > y ? 0 : Number.NaN;
    }
  },
  eq: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      const y = b[i];
      out[i] = x !== x || y !== y ? Number.NaN : x === y ? 1 : 0;
    }
  },
  and: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      const y = b[i];
      out[i] = x === 0 || y === 0 ? 0 : x !== x || y !== y ? Number.NaN : 1;
    }
  },
  or: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      const y = b[i];
      out[i] = x === x && x !== 0 || y === y && y !== 0 ? 1 : x !== x || y !== y ? Number.NaN : 0;
    }
  },
  coalesce: (a, b, out) => (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      out[i] = x !== x ? b[i] : x;
    }
  }
};
function whenKernel(condition, then, otherwise, out) {
  return (count2) => {
    for (let i = 0; i < count2; i++) {
      const holds = condition[i];
      out[i] = holds === holds && holds !== 0 ? then[i] : otherwise[i];
    }
  };
}
function bucketKernel(a, edges, out) {
  return (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = a[i];
      let low = 0;
      let high = edges.length;
      while (low < high) {
        const middle = low + high >>> 1;
        if (edges[middle] <= x) low = middle + 1;
        else high = middle;
      }
      out[i] = x !== x ? x : low;
    }
  };
}
function lookupKernel(codes, mapping, out) {
  return (count2) => {
    for (let i = 0; i < count2; i++) out[i] = mapping[codes[i]];
  };
}
function pickKernel(index2, length, out) {
  return (count2) => {
    for (let i = 0; i < count2; i++) {
      const x = index2[i];
      out[i] = x >= 0 && x < length && x === Math.floor(x) ? x : -1;
    }
  };
}
function linearKernel(features, weights, intercept, out) {
  return (count2) => {
    out.fill(intercept, 0, count2);
    for (let j = 0; j < features.length; j++) {
      const feature = features[j];
      const weight = weights[j];
      for (let i = 0; i < count2; i++) out[i] = out[i] + weight * feature[i];
    }
  };
}

// packages/core/src/machine/registers.ts
function allocateRegisters(nodes, order, kept, capacity) {
  const lastReader = /* @__PURE__ */ new Map();
  for (const index2 of order) {
    const node = nodes[index2];
    if ("args" in node) for (const argument of node.args) lastReader.set(argument, index2);
  }
  const registers = /* @__PURE__ */ new Map();
  const free = [];
  for (const index2 of order) {
    const node = nodes[index2];
    if (node.op === "pick" || node.op === "column" && node.type === "string") continue;
    registers.set(index2, (node.op === "const" ? void 0 : free.pop()) ?? new Float64Array(capacity));
    if (!("args" in node)) continue;
    for (const argument of new Set(node.args)) {
      const register = registers.get(argument);
      const last = lastReader.get(argument) === index2 && !kept.has(argument) && nodes[argument].op !== "const";
      if (register !== void 0 && last) free.push(register);
    }
  }
  return registers;
}

// packages/core/src/machine/compile-steps.ts
function compileSteps(nodes, order, kept, inputs, capacity) {
  const numbers2 = allocateRegisters(nodes, order, kept, capacity);
  const codes = /* @__PURE__ */ new Map();
  for (const index2 of order) if (!numbers2.has(index2)) codes.set(index2, new Int32Array(capacity));
  const number3 = (index2) => numbers2.get(index2);
  const compile = (index2) => {
    const node = nodes[index2];
    switch (node.op) {
      case "const":
        number3(index2).fill(node.value);
        return null;
      case "column":
        return node.type === "number" ? loadNumbers(inputs, index2, number3(index2)) : loadCodes(inputs, index2, codes.get(index2));
      case "when":
        return whenKernel(number3(node.args[0]), number3(node.args[1]), number3(node.args[2]), number3(index2));
      case "lookup":
        return lookupKernel(codes.get(node.args[0]), lookupMapping(node, inputs.byNode.get(node.args[0])), number3(index2));
      case "bucket":
        return bucketKernel(number3(node.args[0]), node.edges, number3(index2));
      case "pick":
        return pickKernel(number3(node.args[0]), node.values.length, codes.get(index2));
      case "linear":
        return linearKernel(node.args.map(number3), node.weights, node.intercept, number3(index2));
      case "trees": {
        const compiled = compileTrees(node.trees);
        const features = node.args.map(number3);
        const out = number3(index2);
        return (count2) => predictTrees(compiled, features, count2, out);
      }
      default:
        return node.args.length === 1 ? unaryKernels[node.op](number3(node.args[0]), number3(index2)) : binaryKernels[node.op](number3(node.args[0]), number3(node.args[1]), number3(index2));
    }
  };
  const steps = order.map(compile).filter((step2) => step2 !== null);
  return { steps, registers: new Map([...numbers2, ...codes]) };
}
function loadNumbers(inputs, index2, out) {
  const input2 = inputs.byNode.get(index2);
  return (count2) => {
    if (count2 === 1) out[0] = input2.values[inputs.start];
    else out.set(input2.values.subarray(inputs.start, inputs.start + count2));
  };
}
function loadCodes(inputs, index2, out) {
  const input2 = inputs.byNode.get(index2);
  return (count2) => {
    const { values, recode } = input2;
    for (let i = 0, row = inputs.start; i < count2; i++, row++) out[i] = recode[values[row] + 1];
  };
}

// packages/core/src/machine/machine.ts
var blockSize = 1024;
function createMachine({ nodes }, kept, capacity = blockSize) {
  const roots = new Set(kept);
  const order = reachable(nodes, roots);
  const inputs = createInputs(nodes, order);
  const { steps, registers } = compileSteps(nodes, order, roots, inputs, capacity);
  return Object.freeze({
    inputs,
    runBlocks(source, visit) {
      inputs.bind(source);
      for (let start = 0; start < source.rowCount; start += capacity) {
        const count2 = Math.min(capacity, source.rowCount - start);
        inputs.start = start;
        runSteps(steps, count2);
        visit(start, count2);
      }
      inputs.release();
    },
    runRow() {
      inputs.start = 0;
      runSteps(steps, 1);
    },
    register(node) {
      const register = registers.get(node);
      if (register === void 0) throw new RangeError(`node ${node} was not kept`);
      return register;
    }
  });
}
function runSteps(steps, count2) {
  for (let i = 0; i < steps.length; i++) steps[i](count2);
}
function runGraph(graph, source) {
  const machine = createMachine(graph, graph.outputs.values());
  const targets = [...graph.outputs].map(([name, index2]) => {
    const node = graph.nodes[index2];
    const register = machine.register(index2);
    if (register instanceof Int32Array && node.op !== "pick") throw textOutput(name);
    const column = node.op === "pick" ? { type: "string", codes: new Int32Array(source.rowCount), dictionary: node.values } : { type: "number", values: new Float64Array(source.rowCount) };
    return { name, register, column };
  });
  machine.runBlocks(source, (start, count2) => {
    for (const { register, column } of targets) {
      if (column.type === "string") column.codes.set(register.subarray(0, count2), start);
      else copyFinite(register, column.values, start, count2);
    }
  });
  return new Map(targets.map(({ name, column }) => [name, column]));
}
function copyFinite(from, to, start, count2) {
  for (let i = 0; i < count2; i++) {
    const value = from[i];
    to[start + i] = value - value === 0 ? value : Number.NaN;
  }
}
function textOutput(name) {
  return new MillraceError({
    code: "E_GRAPH_INVALID",
    message: `the output '${name}' is a string column; strings leave a graph through 'pick' alone`,
    details: { output: name }
  });
}

// packages/core/src/table/code-points.ts
function compareCodePoints(a, b) {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}
var rank = (unit) => unit >= 57344 ? unit - 2048 : unit >= 55296 ? unit + 8192 : unit;

// packages/core/src/fit/moments.ts
function createMoments() {
  let count2 = 0;
  let mean2 = Number.NaN;
  let squares = 0;
  let minimum2 = Number.NaN;
  let maximum2 = Number.NaN;
  const add2 = (values, length) => {
    let added = 0;
    let first = 0;
    let sum = 0;
    let least2 = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      const x = values[i];
      if (x !== x) continue;
      if (added++ === 0) first = x;
      sum += x - first;
      if (x < least2) least2 = x;
      if (x > most) most = x;
    }
    if (added === 0) return;
    const blockMean = first + sum / added;
    let blockSquares = 0;
    for (let i = 0; i < length; i++) {
      const x = values[i];
      if (x === x) blockSquares += (x - blockMean) * (x - blockMean);
    }
    if (count2 === 0) {
      ;
      [count2, mean2, squares, minimum2, maximum2] = [added, blockMean, blockSquares, least2, most];
      return;
    }
    const total = count2 + added;
    const delta = blockMean - mean2;
    squares += blockSquares + delta * delta * (count2 * added / total);
    mean2 += delta * (added / total);
    count2 = total;
    if (least2 < minimum2) minimum2 = least2;
    if (most > maximum2) maximum2 = most;
  };
  return {
    add: add2,
    get count() {
      return count2;
    },
    get mean() {
      return mean2;
    },
    get squares() {
      return squares;
    },
    get minimum() {
      return minimum2;
    },
    get maximum() {
      return maximum2;
    }
  };
}

// packages/core/src/fit/quantiles.ts
function quantilesOfSorted(sorted, probabilities) {
  return probabilities.map((probability) => {
    if (sorted.length === 0) return null;
    const position = probability * (sorted.length - 1);
    const below = Math.floor(position);
    const lower = sorted[below];
    const upper = sorted[Math.min(below + 1, sorted.length - 1)];
    const share = position - below;
    const step2 = upper - lower;
    if (step2 === Number.POSITIVE_INFINITY) return lower * (1 - share) + upper * share;
    return share >= 0.5 ? upper - step2 * (1 - share) : lower + step2 * share;
  });
}

// packages/core/src/fit/accumulate.ts
function accumulatorOf(statistic2, values, moments) {
  switch (statistic2.stat) {
    case "quantiles":
      return collectQuantiles(values.numbers(statistic2.of), statistic2.probabilities, values.rowCount);
    case "topValues": {
      const strings2 = values.strings(statistic2.of);
      return strings2 === null ? topNumbers(values.numbers(statistic2.of), statistic2.limit) : topStrings(strings2, statistic2.limit);
    }
    case "sumBy":
      return sumByKey(values.strings(statistic2.key), values.numbers(statistic2.fold), values.numbers(statistic2.of));
    case "cells":
      return cellSums(values.numbers(statistic2.of), statistic2.edges, values.numbers(statistic2.value));
    default: {
      const strings2 = values.strings(statistic2.of);
      return strings2 === null ? moment(statistic2, values, moments) : countStrings(statistic2.stat, strings2);
    }
  }
}
function moment({ stat, of }, values, shared) {
  const found = shared.get(of);
  const state = found ?? createMoments();
  shared.set(of, state);
  const register = values.numbers(of);
  const orNull2 = (value) => state.count === 0 ? null : value;
  const answers = {
    count: () => state.count,
    nulls: () => values.rowCount - state.count,
    mean: () => orNull2(state.mean),
    stddevPop: () => orNull2(Math.sqrt(state.squares / state.count)),
    minimum: () => orNull2(state.minimum),
    maximum: () => orNull2(state.maximum)
  };
  return { add: found === void 0 ? (_, count2) => state.add(register, count2) : () => {
  }, answer: answers[stat] };
}
function countStrings(stat, { codes }) {
  let present3 = 0;
  const add2 = (start, count2) => {
    for (let row = start; row < start + count2; row++) if (codes[row] >= 0) present3++;
  };
  return { add: add2, answer: () => stat === "count" ? present3 : codes.length - present3 };
}
function collectQuantiles(register, probabilities, rowCount) {
  const kept = new Float64Array(rowCount);
  let length = 0;
  const add2 = (_, count2) => {
    for (let i = 0; i < count2; i++) {
      const x = register[i];
      if (x === x) kept[length++] = x;
    }
  };
  return { add: add2, answer: () => quantilesOfSorted(kept.subarray(0, length).sort(), probabilities) };
}
function topNumbers(register, limit) {
  const counts = /* @__PURE__ */ new Map();
  const add2 = (_, count2) => {
    for (let i = 0; i < count2; i++) {
      const x = register[i];
      if (x === x) counts.set(x + 0, (counts.get(x + 0) ?? 0) + 1);
    }
  };
  return { add: add2, answer: () => rankCounts(counts, limit, (a, b) => a - b) };
}
function topStrings({ codes, dictionary }, limit) {
  const counts = new Float64Array(dictionary.length);
  const add2 = (start, count2) => {
    for (let row = start; row < start + count2; row++) {
      const code = codes[row];
      if (code >= 0) counts[code] = counts[code] + 1;
    }
  };
  return { add: add2, answer: () => rankCounts(dictionary.map((text, code) => [text, counts[code]]), limit, compareCodePoints) };
}
function rankCounts(counts, limit, order) {
  return [...counts].filter(([, count2]) => count2 > 0).sort(([a, x], [b, y]) => y - x || order(a, b)).slice(0, limit).map(([value, count2]) => ({ value, count: count2 }));
}
function sumByKey({ codes, dictionary }, fold, value) {
  const byFold = /* @__PURE__ */ new Map();
  const slots = dictionary.length + 1;
  const add2 = (start, count2) => {
    for (let i = 0; i < count2; i++) {
      const number3 = fold[i];
      const y = value[i];
      if (number3 !== number3 || y !== y) continue;
      let cell = byFold.get(number3);
      if (cell === void 0) byFold.set(number3, cell = { count: new Float64Array(slots), sum: new Float64Array(slots) });
      const slot = codes[start + i] + 1;
      cell.count[slot] = cell.count[slot] + 1;
      cell.sum[slot] = cell.sum[slot] + y;
    }
  };
  const answer2 = () => {
    const keys = dictionary.map((key, code) => ({ key, slot: code + 1 })).sort((a, b) => compareCodePoints(a.key, b.key));
    const folds = [...byFold].sort(([a], [b]) => a - b);
    return [...keys, { key: null, slot: 0 }].flatMap(
      ({ key, slot }) => folds.flatMap(([number3, { count: count2, sum }]) => count2[slot] ? [{ key, fold: number3, count: count2[slot], sum: sum[slot] }] : [])
    );
  };
  return { add: add2, answer: answer2 };
}
function cellSums(register, edges, value) {
  const counts = new Float64Array(edges.length + 1);
  const sums = new Float64Array(edges.length + 1);
  const add2 = (_, length) => {
    for (let i = 0; i < length; i++) {
      const x = register[i];
      const y = value[i];
      if (x !== x || y !== y) continue;
      let cell = 0;
      while (cell < edges.length && edges[cell] <= x) cell++;
      counts[cell] = counts[cell] + 1;
      sums[cell] = sums[cell] + y;
    }
  };
  return { add: add2, answer: () => ({ count: Array.from(counts), sum: Array.from(sums) }) };
}

// packages/core/src/fit/memory-engine.ts
function memoryEngine(source) {
  return Object.freeze({
    specVersion: 1,
    name: "memory",
    async statistics({ nodes, statistics }, { signal } = {}) {
      signal?.throwIfAborted();
      return answer(source, nodes, statistics);
    }
  });
}
function answer(source, nodes, statistics) {
  const read = statistics.flatMap(nodesOf);
  const machine = createMachine({ nodes }, read);
  const values = {
    rowCount: source.rowCount,
    numbers: (node) => machine.register(node),
    strings: (node) => stringsOf(source, nodes[node])
  };
  const moments = /* @__PURE__ */ new Map();
  const accumulators = statistics.map((statistic2) => accumulatorOf(statistic2, values, moments));
  machine.runBlocks(source, (start, count2) => {
    for (const accumulator of accumulators) accumulator.add(start, count2);
  });
  return accumulators.map((accumulator) => accumulator.answer());
}
function stringsOf(source, node) {
  if (node.op !== "column" || node.type !== "string") return null;
  const column = source.column(node.name);
  return column.type === "string" ? column : null;
}
function nodesOf(statistic2) {
  if (statistic2.stat === "sumBy") return [statistic2.key, statistic2.fold, statistic2.of];
  if (statistic2.stat === "cells") return [statistic2.of, statistic2.value];
  return [statistic2.of];
}

// packages/core/src/fit/fit.ts
var contextSymbols = { target: /* @__PURE__ */ Symbol("target"), fold: /* @__PURE__ */ Symbol("fold") };
async function fit(features, source, options = {}) {
  const engine = "statistics" in source ? source : memoryEngine(source);
  const learned = /* @__PURE__ */ new Map();
  const symbols = /* @__PURE__ */ new Map();
  if (options.target) symbols.set(contextSymbols.target, options.target.node);
  if (options.fold) symbols.set(contextSymbols.fold, options.fold.node);
  const training = graphBuilder();
  const trainingLowering = createLowering(training, "training", learned, symbols);
  const context = contextOf(options);
  const learners = collectLearners(features.features);
  const provenance2 = [];
  const pending = new Map(learners);
  while (pending.size > 0) {
    options.signal?.throwIfAborted();
    const ready = [...pending].filter(([learner]) => trainingLowering.lower(learner.input) !== void 0);
    const questions = ready.map(([learner, feature]) => questionOf(learner, feature, context));
    const answers = await askStatistics(engine, training, trainingLowering, questions, options);
    for (const [i, [learner, feature]] of ready.entries()) {
      const state = stateOf(learner, feature, answers[i]);
      learned.set(learner, apply(learner, feature, state, context));
      const { kind, version, params = null } = learner.definition;
      provenance2.push(Object.freeze({ feature, kind, version, params, state }));
      pending.delete(learner);
    }
    options.progress?.({ task: "fit features", done: learners.size - pending.size, total: learners.size, unit: "learners" });
  }
  const serving = graphBuilder();
  const servingLowering = createLowering(serving, "serving", learned, /* @__PURE__ */ new Map());
  const outputs = namedOutputs(features, learned);
  return Object.freeze({
    names: Object.freeze(outputs.map(({ name }) => name)),
    serving: serving.build(outputs.map(({ name, serving: node }) => [name, servingLowering.lower(node)])),
    training: training.build(outputs.map(({ name, training: node }) => [name, trainingLowering.lower(node)])),
    learned: Object.freeze(provenance2),
    engine: engine.name
  });
}
function contextOf({ target, fold, folds = 0 }) {
  const symbolExpr = (name) => exprOf({ kind: "symbol", symbol: contextSymbols[name], name });
  return {
    get target() {
      return target ? symbolExpr("target") : missing("target");
    },
    get fold() {
      return fold ? symbolExpr("fold") : missing("fold");
    },
    folds
  };
}
function missing(name) {
  throw new MillraceError({
    code: "E_FIT_CONTEXT_MISSING",
    message: `a transform learns from the ${name}, but fit was given none; train() gives it, or pass { ${name} } to fit`,
    details: { missing: name }
  });
}
var input = (learner) => exprOf(learner.input);
function questionOf(learner, feature, context) {
  return { feature, kind: learner.definition.kind, needs: learner.definition.needs(input(learner), context) };
}
function stateOf({ definition }, feature, answers) {
  const state = definition.state(answers);
  const wrong = firstInvalid(state, "state");
  if (wrong === null) return state;
  throw new MillraceError({
    code: "E_FIT_STATE_INVALID",
    message: `the transform '${definition.kind}' of feature '${feature}' learnt a state that is not finite JSON, at ${wrong}`,
    details: { feature, kind: definition.kind, path: wrong }
  });
}
function firstInvalid(value, path) {
  if (typeof value === "number") return Number.isFinite(value) ? null : path;
  if (value === null || typeof value === "string" || typeof value === "boolean") return null;
  if (typeof value !== "object") return path;
  for (const [key, item] of Object.entries(value)) {
    const wrong = firstInvalid(item, `${path}.${key}`);
    if (wrong !== null) return wrong;
  }
  return null;
}
function apply(learner, feature, state, context) {
  const { definition } = learner;
  const serving = definition.apply(input(learner), state);
  const training = definition.applyTraining?.(input(learner), state, context) ?? serving;
  if (learner.kind === "transform") return { serving: serving.node, training: training.node };
  const nodes = (named) => named.map(([name, expr]) => [name, expr.node]);
  const names = (named) => named.map(([name]) => name).join("\n");
  if (names(serving) !== names(training)) {
    throw invalidNames(`the group '${definition.kind}' of feature '${feature}' names other outputs for training than for serving`, feature);
  }
  return { serving: nodes(serving), training: nodes(training) };
}
function namedOutputs({ features }, learned) {
  const outputs = Object.entries(features).flatMap(([name, { node }]) => {
    if (node.kind !== "group") return [{ name, serving: node, training: node }];
    const became = learned.get(node);
    return became.serving.map(([part, serving], i) => ({ name: `${name}:${part}`, serving, training: became.training[i][1] }));
  });
  const seen = /* @__PURE__ */ new Set();
  for (const { name } of outputs) {
    if (seen.has(name)) throw invalidNames(`two outputs of the features are called '${name}'; a group must name each once`, name);
    seen.add(name);
  }
  return outputs;
}
function invalidNames(message, feature) {
  return new MillraceError({ code: "E_FEATURES_INVALID", message, details: { feature } });
}

// packages/core/src/files/safe-path.ts
import { realpath } from "node:fs/promises";
import { resolve, sep } from "node:path";
var forbidden = /[\\:<>"|?*\p{Cc}\p{Surrogate}]/u;
var reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
function checkRelativePath(path) {
  const fault = Buffer.byteLength(path) > 1024 ? "is longer than 1,024 bytes" : faultIn(path.split("/"));
  if (fault === null) return path;
  const shown2 = JSON.stringify(path.slice(0, 100));
  throw new MillraceError({
    code: "E_PATH_UNSAFE",
    message: `the path ${shown2} ${fault}; give a relative path like 'plots/roc.svg'`,
    details: { path: path.slice(0, 1e3).replace(/\p{Surrogate}/gu, "\uFFFD") }
  });
}
function safeJoin(root, path) {
  return resolve(root, ...checkRelativePath(path).split("/"));
}
async function resolveInside(root, path) {
  const joined = safeJoin(root, path);
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(joined)]);
    if (real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) return real;
  } catch (cause) {
    throw fileError(joined, { action: "read", cause });
  }
  throw new MillraceError({
    code: "E_PATH_UNSAFE",
    message: `'${joined}' is a link that leads out of '${root}'; put the file itself there`,
    details: { path, root }
  });
}
function faultIn(parts) {
  for (const part of parts) {
    const fault = faultOf(part);
    if (fault !== null) return fault;
  }
  return null;
}
function faultOf(part) {
  if (part === "") return "is empty, absolute, or has an empty part";
  if (part === "." || part === "..") return `has a part '${part}'`;
  if (forbidden.test(part)) return "has a character that not every file system takes";
  if (reserved.test(part) || /[. ]$/.test(part)) return "has a name that Windows reserves";
  return Buffer.byteLength(part) > 255 ? "has a part longer than 255 bytes" : null;
}

// packages/core/src/files/read-limited.ts
import { constants } from "node:fs";
import { open } from "node:fs/promises";
async function readFileLimited(path, { maxBytes, signal }) {
  signal?.throwIfAborted();
  const file = await openWithoutWaiting(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw notRegular(path);
    if (stat.size > maxBytes) throw tooLarge(path, stat.size, maxBytes);
    return await readAll(file, { path, size: stat.size, signal });
  } catch (cause) {
    throw fileError(path, { action: "read", cause });
  } finally {
    await file.close();
  }
}
async function openWithoutWaiting(path) {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    const system = cause.code;
    throw system === "ENXIO" || system === "EISDIR" ? notRegular(path) : fileError(path, { action: "read", cause });
  }
}
async function readAll(file, { path, size, signal }) {
  const bytes2 = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(bytes2, filled, Math.min(size - filled, 16777216), filled);
    if (bytesRead === 0) throw changed(path);
    filled += bytesRead;
  }
  const { bytesRead: more } = await file.read(new Uint8Array(1), 0, 1, size);
  if (more > 0) throw changed(path);
  return bytes2;
}
function notRegular(path) {
  return new MillraceError({
    code: "E_FILE_NOT_REGULAR",
    message: `'${path}' is a folder, pipe or device; give a regular file`,
    details: { path }
  });
}
function tooLarge(path, bytes2, maxBytes) {
  return new MillraceError({
    code: "E_FILE_TOO_LARGE",
    message: `'${path}' has ${bytes2} bytes; at most ${maxBytes} are read`,
    details: { path, bytes: bytes2, maxBytes }
  });
}
function changed(path) {
  return new MillraceError({
    code: "E_FILE_UNREADABLE",
    message: `'${path}' changed while it was read; read it again when its writer is done`,
    details: { path }
  });
}

// packages/core/src/files/write-folder.ts
import { randomUUID } from "node:crypto";
import { lstat, mkdir, open as open2, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve as resolve2 } from "node:path";
async function writeFolderAtomically(folder, { entries, overwrite, signal }) {
  const target = resolve2(folder);
  const parent = dirname(target);
  signal?.throwIfAborted();
  try {
    await requireReplaceable(target, overwrite);
    await mkdir(parent, { recursive: true });
    const fresh = join(parent, `.${basename(target)}.${randomUUID()}`);
    await mkdir(fresh);
    try {
      await writeEntries(fresh, entries, signal);
      signal?.throwIfAborted();
      if (await requireReplaceable(target, overwrite)) await replace(target, fresh);
      else await moveTo(fresh, target);
    } catch (error) {
      await rm(fresh, { recursive: true, force: true });
      throw error;
    }
    await syncFolder(parent);
  } catch (cause) {
    throw fileError(folder, { action: "write", cause });
  }
}
async function writeEntries(fresh, entries, signal) {
  const taken = /* @__PURE__ */ new Set();
  const folders = /* @__PURE__ */ new Set([fresh]);
  for (const { path, content } of entries) {
    signal?.throwIfAborted();
    if (taken.size === taken.add(checkRelativePath(path).toLowerCase()).size) throw standsTwice(path);
    const file = safeJoin(fresh, path);
    await mkdir(dirname(file), { recursive: true });
    for (let above = dirname(file); !folders.has(above); above = dirname(above)) folders.add(above);
    const handle = await open2(file, "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
  for (const made of folders) await syncFolder(made);
}
async function replace(target, fresh) {
  const aside = `${fresh}.replaced`;
  await rename(target, aside);
  try {
    await rename(fresh, target);
  } catch (error) {
    await rename(aside, target);
    throw error;
  }
  await rm(aside, { recursive: true, force: true }).catch(() => void 0);
}
async function moveTo(fresh, target) {
  await rename(fresh, target).catch((error) => {
    throw error.code === "ENOTEMPTY" || error.code === "EEXIST" ? exists(target) : error;
  });
}
async function requireReplaceable(target, overwrite) {
  const stat = await lstat(target).catch((error) => error.code === "ENOENT" ? null : Promise.reject(error));
  if (stat === null) return false;
  if (overwrite === void 0) throw exists(target, "overwriting is off");
  if (!stat.isDirectory()) throw exists(target, "it is no folder");
  const names = await readdir(target);
  if (names.length > 0 && !names.includes(overwrite.marker))
    throw exists(target, `it holds no '${overwrite.marker}', so it is of another kind`);
  return true;
}
async function syncFolder(path) {
  if (process.platform === "win32") return;
  const handle = await open2(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
function exists(target, why = "another program made it meanwhile") {
  return new MillraceError({
    code: "E_FOLDER_EXISTS",
    message: `'${target}' exists and ${why}; choose another path, remove it, or overwrite a folder of the same kind`,
    details: { path: target }
  });
}
function standsTwice(path) {
  return new MillraceError({
    code: "E_PATH_UNSAFE",
    message: `the path '${path}' stands twice among the files (letter case aside); give each file its own`,
    details: { path }
  });
}

// packages/core/src/trees/invalid-trees.ts
function invalidTrees(problem, details = {}) {
  return new MillraceError({ code: "E_TREES_INVALID", message: `trees: ${problem}`, details });
}

// packages/core/src/trees/tree-limits.ts
var treeLimits = Object.freeze({ trees: 1e5, nodes: 16777216, depth: 1024 });

// packages/core/src/trees/build-trees.ts
function buildTrees(trees, { base, aggregate }) {
  if (trees.length === 0) throw invalidTrees("there is no tree; give at least one, which may be a single leaf");
  const roots = [];
  const nodes = [];
  const left = [];
  for (const tree of trees) {
    roots.push(nodes.length);
    nodes.push(tree);
    for (let at = left.length; at < nodes.length; at++) {
      const node = nodes[at];
      left.push("feature" in node ? nodes.length : -1);
      if ("feature" in node) nodes.push(node.left, node.right);
      if (nodes.length > treeLimits.nodes) throw invalidTrees(`there are more than ${treeLimits.nodes} nodes; grow fewer or smaller trees`);
    }
  }
  const ensemble = {
    roots: Int32Array.from(roots),
    feature: new Int32Array(nodes.length).fill(-1),
    threshold: new Float64Array(nodes.length),
    left: Int32Array.from(left),
    right: new Int32Array(nodes.length).fill(-1),
    missingLeft: new Uint8Array(nodes.length),
    value: new Float64Array(nodes.length),
    cover: new Float64Array(nodes.length),
    base,
    aggregate
  };
  nodes.forEach((node, at) => {
    ensemble.value[at] = node.value ?? 0;
    ensemble.cover[at] = node.cover;
    if (!("feature" in node)) return;
    if (!isIndex(node.feature)) throw invalidTrees(`a split reads feature ${node.feature}; give the index of an argument`);
    ensemble.feature[at] = node.feature;
    ensemble.threshold[at] = node.threshold;
    ensemble.right[at] = left[at] + 1;
    ensemble.missingLeft[at] = Number(node.missingLeft);
  });
  return Object.freeze(ensemble);
}
var isIndex = (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31;

// packages/core/src/trees/check-trees.ts
function checkTrees(ensemble, { features, limits = treeLimits }) {
  checkSizes(ensemble, limits);
  const nodes = ensemble.feature.length;
  const reached = new Uint8Array(nodes);
  const depth = new Int32Array(nodes);
  const reach = (node, parent) => {
    const steps = parent === -1 ? 0 : depth[parent] + 1;
    if (reached[node] === 1)
      throw invalidTrees(`node ${node} is reached twice; each node has one parent, and a root none`, { node, parent });
    if (steps > limits.depth) throw invalidTrees(`node ${node} is ${steps} splits deep; at most ${limits.depth} are allowed`, { node });
    reached[node] = 1;
    depth[node] = steps;
  };
  ensemble.roots.forEach((root, tree) => {
    if (!(root >= 0 && root < nodes))
      throw invalidTrees(`root ${root} of tree ${tree} is not a node`, { array: "roots", tree, value: root });
    reach(root, -1);
  });
  for (let node = 0; node < nodes; node++) {
    if (reached[node] === 0) throw invalidTrees(`node ${node} belongs to no tree`, { node });
    checkNode(ensemble, node, features);
    if (ensemble.feature[node] === -1) continue;
    reach(ensemble.left[node], node);
    reach(ensemble.right[node], node);
  }
}
var nodeArrays = ["feature", "threshold", "left", "right", "missingLeft", "value", "cover"];
function checkSizes(ensemble, limits) {
  const { roots, feature, base, aggregate } = ensemble;
  const nodes = feature.length;
  const trees = roots.length;
  for (const array of nodeArrays) {
    const { length } = ensemble[array];
    if (length !== nodes) throw invalidTrees(`'${array}' has ${length} elements and 'feature' has ${nodes}; all need one a node`, { array });
  }
  if (nodes > limits.nodes) throw invalidTrees(`there are ${nodes} nodes; at most ${limits.nodes} are allowed`, { nodes });
  if (trees === 0) throw invalidTrees("there is no tree; an ensemble needs at least one", { array: "roots" });
  if (trees > limits.trees) throw invalidTrees(`there are ${trees} trees; at most ${limits.trees} are allowed`, { trees });
  if (!Number.isFinite(base)) throw invalidTrees(`the base is ${base}; it must be finite`, { value: String(base) });
  if (aggregate !== "sum" && aggregate !== "mean") throw invalidTrees(`the aggregate is '${aggregate}'; it must be 'sum' or 'mean'`);
}
function checkNode(ensemble, node, features) {
  const feature = ensemble.feature[node];
  const cover = ensemble.cover[node];
  if (!(feature >= -1 && feature < features)) {
    throw invalidElement(ensemble, "feature", node, `-1 at a leaf, or the index of one of the ${features} arguments`);
  }
  if (!Number.isFinite(ensemble.threshold[node])) throw invalidElement(ensemble, "threshold", node, "finite");
  if (!Number.isFinite(ensemble.value[node])) throw invalidElement(ensemble, "value", node, "finite");
  if (!(cover >= 0 && cover < Infinity)) throw invalidElement(ensemble, "cover", node, "finite and at least 0");
  if (ensemble.missingLeft[node] > 1) throw invalidElement(ensemble, "missingLeft", node, "0 or 1");
  checkChild(ensemble, "left", node);
  checkChild(ensemble, "right", node);
}
function checkChild(ensemble, side, node) {
  const child = ensemble[side][node];
  if (ensemble.feature[node] === -1) {
    if (child !== -1) throw invalidElement(ensemble, side, node, "-1 at a leaf");
  } else if (!(child > node && child < ensemble.feature.length)) {
    throw invalidElement(ensemble, side, node, "the index of a later node");
  }
}
function invalidElement(ensemble, array, node, expected) {
  const value = ensemble[array][node];
  return invalidTrees(`'${array}' of node ${node} is ${value}; it must be ${expected}`, { array, node, value: String(value) });
}

// packages/core/src/trees/predecessor.ts
var smallest = Number.MIN_VALUE;
var number2 = new Float64Array(1);
var bits = new BigInt64Array(number2.buffer);
function predecessor(t) {
  if (t === 0) return -smallest;
  if (t === -Infinity || Number.isNaN(t)) return t;
  number2[0] = t;
  bits[0] += t > 0 ? -1n : 1n;
  return number2[0];
}

// packages/core/src/graph/extend-graph.ts
function extendGraph(graph, build) {
  const builder = graphBuilder(graph.nodes);
  const symbols = /* @__PURE__ */ new Map();
  const added = build({
    output(name) {
      const node = graph.outputs.get(name);
      if (node === void 0) throw new RangeError(`extendGraph: the graph has no output '${name}'`);
      const symbol = Symbol(name);
      symbols.set(symbol, node);
      return exprOf({ kind: "symbol", symbol, name });
    },
    column: (spec) => columnExpr(spec)
  });
  const lowering = createLowering(builder, "serving", /* @__PURE__ */ new Map(), symbols);
  const lowered = Object.entries(added).map(([name, { node }]) => {
    const index2 = lowering.lower(node);
    if (index2 === void 0) throw new TypeError(`extendGraph: the output '${name}' has something to learn; fit it first`);
    return [name, index2];
  });
  return builder.build(new Map([...graph.outputs, ...lowered]));
}

// packages/core/src/graph/side-arrays.ts
var inlineLength = 256;
function collectArrays() {
  const arrays = /* @__PURE__ */ new Map();
  const raw = (name, values) => {
    arrays.set(name, values);
    return { array: name };
  };
  return {
    arrays,
    raw,
    numbers: (name, values) => values.length > inlineLength ? raw(name, values) : Array.from(values, (value) => Number.isNaN(value) ? null : value),
    strings: (name, values) => values.length > inlineLength ? raw(name, new TextEncoder().encode(JSON.stringify(values))) : values
  };
}
function arrayReader(arrays) {
  const raw = ({ array }, type) => {
    const found = arrays.get(array);
    if (found instanceof type) return found;
    throw invalid(found === void 0 ? `the array '${array}' is missing` : `the array '${array}' is of another type than its use needs`);
  };
  return {
    raw,
    numbers: (value) => "array" in value ? raw(value, Float64Array) : Float64Array.from(value, (one) => one ?? Number.NaN),
    strings(value) {
      if (!("array" in value)) return value;
      const parsed = parse(raw(value, Uint8Array), value.array);
      if (!Array.isArray(parsed) || !parsed.every((one) => typeof one === "string")) throw invalid(`the array '${value.array}' does not hold strings`);
      return parsed;
    }
  };
}
function parse(bytes2, name) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes2));
  } catch (cause) {
    throw invalid(`the array '${name}' is not JSON text`, cause);
  }
}
function invalid(message, cause) {
  return new MillraceError({ code: "E_GRAPH_INVALID", message: `graph: ${message}`, cause });
}

// packages/core/src/graph/graph-json.ts
function graphToJson(graph) {
  const arrays = collectArrays();
  const nodes = graph.nodes.map((node, index2) => nodeToJson(node, `node-${index2}`, arrays));
  const outputs = [...graph.outputs].map(([name, node]) => [name, node]);
  return { json: { version: 1, nodes, outputs }, arrays: arrays.arrays };
}
function nodeToJson(node, name, arrays) {
  switch (node.op) {
    case "const":
      return { op: "const", value: orNull(node.value) };
    case "lookup":
      return {
        ...node,
        keys: arrays.strings(`${name}-keys`, node.keys),
        values: arrays.numbers(`${name}-values`, node.values),
        other: orNull(node.other),
        missing: orNull(node.missing)
      };
    case "bucket":
      return { ...node, edges: arrays.numbers(`${name}-edges`, node.edges) };
    case "linear":
      return { ...node, weights: arrays.numbers(`${name}-weights`, node.weights), means: arrays.numbers(`${name}-means`, node.means) };
    case "trees": {
      const { base, aggregate, ...parts } = node.trees;
      const trees = Object.fromEntries(Object.entries(parts).map(([part, values]) => [part, arrays.raw(`${name}-${part}`, values)]));
      return { op: "trees", args: node.args, base, aggregate, trees };
    }
    default:
      return { ...node };
  }
}
var orNull = (value) => Number.isNaN(value) ? null : value;

// packages/core/src/graph/load-graph.ts
import { safeParse, z } from "zod";

// packages/core/src/graph/operation.ts
var operations = Object.freeze({
  column: { arity: 0, exactness: "exact" },
  const: { arity: 0, exactness: "exact" },
  add: { arity: 2, exactness: "exact" },
  sub: { arity: 2, exactness: "exact" },
  mul: { arity: 2, exactness: "exact" },
  div: { arity: 2, exactness: "exact" },
  pow: { arity: 2, exactness: "ulp" },
  min: { arity: 2, exactness: "exact" },
  max: { arity: 2, exactness: "exact" },
  lt: { arity: 2, exactness: "exact" },
  le: { arity: 2, exactness: "exact" },
  eq: { arity: 2, exactness: "exact" },
  and: { arity: 2, exactness: "exact" },
  or: { arity: 2, exactness: "exact" },
  not: { arity: 1, exactness: "exact" },
  isNull: { arity: 1, exactness: "exact" },
  coalesce: { arity: 2, exactness: "exact" },
  when: { arity: 3, exactness: "exact" },
  floor: { arity: 1, exactness: "exact" },
  abs: { arity: 1, exactness: "exact" },
  sqrt: { arity: 1, exactness: "exact" },
  log: { arity: 1, exactness: "ulp" },
  exp: { arity: 1, exactness: "ulp" },
  lookup: { arity: 1, exactness: "exact" },
  bucket: { arity: 1, exactness: "exact" },
  pick: { arity: 1, exactness: "exact" },
  linear: { arity: null, exactness: "exact" },
  trees: { arity: null, exactness: "exact" }
});
function argumentsOf(operation2) {
  return "args" in operation2 ? operation2.args : [];
}

// packages/core/src/graph/load-graph.ts
var graphLimits = Object.freeze({ nodes: 2e5, arguments: 1e5, outputs: 1e5 });
var index = z.int().min(0);
var reference = z.strictObject({ array: z.string() });
var numbers = z.union([z.array(z.number()), reference]);
var nullableNumbers = z.union([z.array(z.number().nullable()), reference]);
var strings = z.union([z.array(z.string()), reference]);
var treeArrays = z.strictObject({
  roots: reference,
  feature: reference,
  threshold: reference,
  left: reference,
  right: reference,
  missingLeft: reference,
  value: reference,
  cover: reference
});
var arity = (count2) => z.array(index).length(count2);
var plain = (...names) => names.map((op) => z.strictObject({ op: z.literal(op), args: arity(operations[op].arity) }));
var nodeSchema = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("column"), name: z.string().min(1).max(1e3), type: z.enum(["number", "string"]) }),
  z.strictObject({ op: z.literal("const"), value: z.number().nullable() }),
  ...plain("add", "sub", "mul", "div", "pow", "min", "max", "lt", "le", "eq", "and", "or", "coalesce"),
  ...plain("not", "isNull", "floor", "abs", "sqrt", "log", "exp", "when"),
  z.strictObject({
    op: z.literal("lookup"),
    args: arity(1),
    keys: strings,
    values: nullableNumbers,
    other: z.number().nullable(),
    missing: z.number().nullable()
  }),
  z.strictObject({ op: z.literal("bucket"), args: arity(1), edges: numbers }),
  z.strictObject({ op: z.literal("pick"), args: arity(1), values: z.array(z.string()) }),
  z.strictObject({ op: z.literal("linear"), args: z.array(index), weights: numbers, intercept: z.number(), means: numbers }),
  z.strictObject({ op: z.literal("trees"), args: z.array(index), base: z.number(), aggregate: z.enum(["sum", "mean"]), trees: treeArrays })
]);
var graphSchema = z.strictObject({
  version: z.literal(1),
  nodes: z.array(z.looseObject({ op: z.string() })).max(graphLimits.nodes),
  outputs: z.array(z.tuple([z.string().min(1), index])).min(1).max(graphLimits.outputs)
});
function loadGraph({ json: json2, arrays }) {
  const graph = parse2(graphSchema, json2, "the document");
  const reader = arrayReader(arrays);
  const nodes = [];
  const columns = /* @__PURE__ */ new Map();
  for (const [position, given] of graph.nodes.entries()) {
    if (!Object.hasOwn(operations, given.op)) throw unknownOperation(given.op, position);
    const node = nodeFrom(parse2(nodeSchema, given, `node ${position}`), reader, `node ${position}`);
    checkArguments(node, nodes, position);
    if (node.op === "column" && (columns.get(node.name) ?? node.type) !== node.type) throw invalid(`the column '${node.name}' has two types`);
    if (node.op === "column") columns.set(node.name, node.type);
    nodes.push(Object.freeze(node));
  }
  const outputs = new Map(graph.outputs);
  if (outputs.size < graph.outputs.length) throw invalid("an output is named twice");
  for (const [name, node] of outputs) {
    if (node >= nodes.length) throw invalid(`the output '${name}' is node ${node} of ${nodes.length}`);
    if (typeOf(nodes[node]) === "string" && nodes[node].op !== "pick") throw invalid(`the output '${name}' is a string column`);
  }
  return Object.freeze({ nodes: Object.freeze(nodes), outputs });
}
function nodeFrom(node, arrays, where) {
  const args = "args" in node ? node.args : [];
  switch (node.op) {
    case "column":
      return node;
    case "const":
      return { op: "const", value: node.value ?? Number.NaN };
    case "lookup": {
      const keys = arrays.strings(node.keys);
      const values = arrays.numbers(node.values);
      if (values.length !== keys.length || values.includes(Number.POSITIVE_INFINITY) || values.includes(Number.NEGATIVE_INFINITY))
        throw invalid(`${where}: a lookup needs one finite number or null for each key`);
      if (new Set(keys).size < keys.length) throw invalid(`${where}: a key of the lookup is given twice`);
      return { op: "lookup", args, keys, values, other: node.other ?? Number.NaN, missing: node.missing ?? Number.NaN };
    }
    case "bucket": {
      const edges = finite(arrays.numbers(node.edges), where);
      if (edges.some((edge, i) => i > 0 && !(edge > edges[i - 1]))) throw invalid(`${where}: edges must increase strictly`);
      return { op: "bucket", args, edges };
    }
    case "linear": {
      const weights = finite(arrays.numbers(node.weights), where);
      const means = finite(arrays.numbers(node.means), where);
      if (weights.length !== node.args.length || means.length !== node.args.length) throw invalid(`${where}: a linear node needs a weight and a mean an argument`);
      return { op: "linear", args, weights, intercept: node.intercept, means };
    }
    case "trees": {
      const { roots, feature, left, right, threshold, value, cover, missingLeft } = node.trees;
      const trees = {
        roots: arrays.raw(roots, Int32Array),
        feature: arrays.raw(feature, Int32Array),
        threshold: arrays.raw(threshold, Float64Array),
        left: arrays.raw(left, Int32Array),
        right: arrays.raw(right, Int32Array),
        missingLeft: arrays.raw(missingLeft, Uint8Array),
        value: arrays.raw(value, Float64Array),
        cover: arrays.raw(cover, Float64Array),
        base: node.base,
        aggregate: node.aggregate
      };
      checkTrees(trees, { features: node.args.length });
      return { op: "trees", args, trees };
    }
    default:
      return node;
  }
}
function finite(values, where) {
  if (values.some((value) => !Number.isFinite(value))) throw invalid(`${where}: a number is not finite`);
  return values;
}
var typeOf = (node) => node.op === "pick" || node.op === "column" && node.type === "string" ? "string" : "number";
function checkArguments(node, before, position) {
  if (!("args" in node)) return;
  if (node.args.length > graphLimits.arguments) throw invalid(`node ${position} has more than ${graphLimits.arguments} arguments`);
  for (const argument of node.args) {
    if (argument >= before.length) throw invalid(`node ${position} reads node ${argument}, which does not come before it`);
    const expected = node.op === "lookup" ? "string" : "number";
    const given = before[argument];
    if (typeOf(given) !== expected || given.op === "pick") throw invalid(`node ${position}, '${node.op}', reads a ${given.op} where it needs a ${expected}`);
  }
}
function parse2(schema, value, where) {
  const result = safeParse(schema, value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalid(`${where}${issue?.path.length ? `, at ${issue.path.join(".")}` : ""}: ${issue?.message}`);
}
function unknownOperation(op, position) {
  return new MillraceError({
    code: "E_GRAPH_OPERATION_UNKNOWN",
    message: `graph: node ${position} is the operation '${op}', which this version of @millrace/core does not know; update the package`,
    details: { operation: op, node: position }
  });
}

// packages/core/src/json/scan-json.ts
var quote2 = 34;
var backslash = 92;
var exponent = 101;
var isDigit = (unit) => unit >= 48 && unit <= 57;
var isSpace = (unit) => unit === 32 || unit === 10 || unit === 13 || unit === 9;
function scanJson(text, { maxDepth, fail }) {
  let at = 0;
  const open3 = [];
  let expectsValue = true;
  do {
    skipSpace();
    expectsValue = expectsValue ? enterValue() : leaveValue();
  } while (expectsValue || open3.length > 0);
  skipSpace();
  if (at < text.length) fail("E_JSON_SYNTAX", "nothing may follow the document", at);
  function enterValue() {
    const first = text[at];
    if (first === '"') scanString();
    else if (first === "{" || first === "[") return enterContainer(first);
    else if (first === "-" || isDigit(text.charCodeAt(at))) scanNumber();
    else scanLiteral();
    return false;
  }
  function enterContainer(bracket) {
    if (open3.length === maxDepth) fail("E_JSON_TOO_DEEP", `more than ${maxDepth} levels of arrays and objects`, at);
    at++;
    skipSpace();
    if (passes(bracket === "{" ? "}" : "]")) return false;
    open3.push(bracket === "{" ? /* @__PURE__ */ new Set() : null);
    if (bracket === "{") scanKey();
    return true;
  }
  function leaveValue() {
    const keys = open3.at(-1);
    const end = keys ? "}" : "]";
    if (passes(end)) {
      open3.pop();
      return false;
    }
    if (!passes(",")) fail("E_JSON_SYNTAX", `expected ',' or '${end}'`, at);
    if (keys) scanKey();
    return true;
  }
  function scanKey() {
    skipSpace();
    const start = at;
    if (text[at] !== '"') fail("E_JSON_SYNTAX", "expected a key in double quotes", at);
    const key = scanString();
    const keys = open3.at(-1);
    if (keys.has(key)) fail("E_JSON_DUPLICATE_KEY", `the key ${JSON.stringify(key.slice(0, 80))} stands twice in one object`, start);
    keys.add(key);
    skipSpace();
    if (!passes(":")) fail("E_JSON_SYNTAX", "expected ':'", at);
  }
  function scanString() {
    const start = at++;
    let plain2 = true;
    for (let unit = text.charCodeAt(at); unit !== quote2; unit = text.charCodeAt(at)) {
      if (Number.isNaN(unit)) fail("E_JSON_SYNTAX", "the string is not closed", start);
      if (unit < 32) fail("E_JSON_SYNTAX", "control characters in strings must be escaped", at);
      plain2 &&= unit !== backslash;
      at += unit === backslash ? escapeLength() : 1;
    }
    at++;
    if (plain2) return text.slice(start + 1, at - 1);
    const value = JSON.parse(text.slice(start, at));
    if (/\p{Surrogate}/u.test(value)) fail("E_JSON_SYNTAX", "a string holds half a surrogate pair", start);
    return value;
  }
  function escapeLength() {
    const length = text[at + 1] === "u" ? 6 : 2;
    if (!/^\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})$/.test(text.slice(at, at + length))) fail("E_JSON_SYNTAX", "unknown escape", at);
    return length;
  }
  function scanNumber() {
    const start = at;
    passes("-");
    if (!passes("0")) skipDigits();
    if (passes(".")) skipDigits();
    const digits = at - start;
    if ((text.charCodeAt(at) | 32) === exponent) {
      at++;
      if (!passes("+")) passes("-");
      skipDigits();
    }
    const mayOverflow = digits > 300 || at - start > digits;
    if (mayOverflow && !Number.isFinite(Number(text.slice(start, at)))) fail("E_JSON_NUMBER", "a number beyond the range of float64", start);
  }
  function scanLiteral() {
    const literal = ["true", "false", "null"].find((word) => text.startsWith(word, at));
    if (literal === void 0) fail("E_JSON_SYNTAX", at < text.length ? "expected a value" : "the text ends where a value is expected", at);
    else at += literal.length;
  }
  function skipDigits() {
    if (!isDigit(text.charCodeAt(at))) fail("E_JSON_SYNTAX", "expected a digit", at);
    while (isDigit(text.charCodeAt(at))) at++;
  }
  function skipSpace() {
    while (isSpace(text.charCodeAt(at))) at++;
  }
  function passes(character) {
    if (text[at] !== character) return false;
    at++;
    return true;
  }
}

// packages/core/src/json/parse-json.ts
function parseJson(source, { name = "JSON", maxBytes = 16777216, maxDepth = 64 } = {}) {
  const bytes2 = typeof source === "string" ? Buffer.byteLength(source) : source.byteLength;
  if (bytes2 > maxBytes) {
    throw new MillraceError({
      code: "E_JSON_TOO_LARGE",
      message: `${name} has ${bytes2} bytes; at most ${maxBytes} are read`,
      details: { name, bytes: bytes2, maxBytes }
    });
  }
  const text = typeof source === "string" ? source : decode(source, name);
  const fail = (code, reason, offset) => {
    throw faultAt(text, { name, code, reason, offset });
  };
  const half = text.search(/\p{Surrogate}/u);
  if (half >= 0) fail("E_JSON_SYNTAX", "half a surrogate pair", half);
  scanJson(text, { maxDepth: Math.min(maxDepth, maximumJsonDepth), fail });
  return JSON.parse(text);
}
function decode(bytes2, name) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes2);
  } catch (cause) {
    throw new MillraceError({ code: "E_JSON_SYNTAX", message: `${name} is not UTF-8 text; save it as UTF-8`, details: { name }, cause });
  }
}
function faultAt(text, { name, code, reason, offset }) {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const line = lines.length;
  const column = lines.at(-1).length + 1;
  const found = offset < text.length ? `, found ${JSON.stringify(String.fromCodePoint(text.codePointAt(offset)))}` : "";
  return new MillraceError({
    code,
    message: `${name}, line ${line}, column ${column}: ${reason}${code === "E_JSON_SYNTAX" ? found : ""}`,
    details: { name, line, column, offset }
  });
}

// packages/core/src/logging/logger.ts
var ignore = () => void 0;
var silentLogger = /* @__PURE__ */ Object.freeze({
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  child: () => silentLogger
});

// packages/core/src/logging/redact-text.ts
var mask = "[redacted]";
var longest = 8192;
var secretWord = "password|passwd|pwd|secret|token|signature|api[-_]?key|access[-_]?key|credential|authorization";
var secretName = `(?:sig|[\\w.-]{0,64}(?:${secretWord})[\\w.-]{0,64})`;
var rules = [
  [/:\/\/[^\s/?#]{0,4096}@/g, `://${mask}@`],
  [/:\/\/[^\s/?#@:]{0,256}:(?!\d{1,5}[/?#])[^\s@]{0,4096}@/g, `://${mask}@`],
  [new RegExp(`(\\b${secretName}=)[^\\s&;,"'<>]+`, "gi"), `$1${mask}`],
  [new RegExp(`("${secretName}"\\s{0,9}:\\s{0,9}")[^"]*`, "gi"), `$1${mask}`],
  [/\b(bearer\s{1,9})[\w.~+/=-]{8,}/gi, `$1${mask}`],
  [/\b(basic\s{1,9})[A-Za-z\d+/]{16,}={0,2}/gi, `$1${mask}`]
];
function redactText(text) {
  const read = text.slice(0, 2 * longest);
  const redacted = rules.reduce((now, [pattern, replacement]) => now.replace(pattern, replacement), read);
  return redacted.length > longest ? `${redacted.slice(0, longest)}\u2026` : redacted;
}
function redactUrl(url) {
  return redactText(String(url));
}

// packages/core/src/schema/calendar.ts
var dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
var instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
var millisecondsPerDay = 864e5;
function parseDay(text) {
  const match = dayPattern.exec(text);
  if (match === null) return Number.NaN;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return new Date(milliseconds).getUTCDate() === Number(match[3]) ? milliseconds / millisecondsPerDay : Number.NaN;
}
function formatDay(day2) {
  return new Date(day2 * millisecondsPerDay).toISOString().slice(0, 10);
}
function parseInstant(text) {
  return instantPattern.test(text) && !Number.isNaN(parseDay(text.slice(0, 10))) ? Date.parse(text) : Number.NaN;
}
function formatInstant(milliseconds) {
  return new Date(milliseconds).toISOString();
}

// packages/core/src/table/row-issue.ts
function shown(value) {
  const text = typeof value === "string" ? JSON.stringify(value) : typeof value === "bigint" ? `${value}n` : JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 99)}\u2026` : text;
}

// packages/core/src/schema/check-value.ts
import { safeParse as safeParse2 } from "zod";

// packages/core/src/schema/column-spec.ts
function isText(kind) {
  return kind === "category" || kind === "string";
}

// packages/core/src/schema/check-value.ts
function compileCheck(column, refinement) {
  const isNull2 = isText(column.kind) ? (value) => value === null : (value) => Number.isNaN(value);
  const check = isText(column.kind) ? textCheck(column) : numberCheck(column);
  const refused = column.nullable || column.optional ? null : "null is not allowed";
  return (value) => {
    if (isNull2(value)) return refused;
    return check(value) ?? (refinement === void 0 ? null : refine(column, refinement, value));
  };
}
function textCheck({ categories, minLength = 0, maxLength = Number.POSITIVE_INFINITY }) {
  const known2 = categories === void 0 ? null : new Set(categories);
  return (value) => {
    if (known2 !== null && !known2.has(value)) return `not one of ${listed(categories ?? [])}`;
    if (value.length < minLength) return `shorter than ${minLength} characters`;
    if (value.length > maxLength) return `longer than ${maxLength} characters`;
    return null;
  };
}
function numberCheck(column) {
  const { kind, allowed, multipleOf } = column;
  const minimum2 = column.minimum ?? Number.NEGATIVE_INFINITY;
  const maximum2 = column.maximum ?? Number.POSITIVE_INFINITY;
  const above = column.exclusiveMinimum;
  const below = column.exclusiveMaximum;
  const whole2 = kind === "integer" || kind === "day";
  const written = (bound) => String(fromPhysical({ ...column, asDate: false }, bound));
  return (value) => {
    if (!Number.isFinite(value)) return "not a finite number";
    if (whole2 && !Number.isSafeInteger(value)) return "not an integer between -(2^53 - 1) and 2^53 - 1";
    if (kind === "boolean" && value !== 0 && value !== 1) return "not a boolean";
    if (value < minimum2) return `below the minimum ${written(minimum2)}`;
    if (value > maximum2) return `above the maximum ${written(maximum2)}`;
    if (above !== void 0 && value <= above) return `not above ${written(above)}`;
    if (below !== void 0 && value >= below) return `not below ${written(below)}`;
    if (multipleOf !== void 0 && !isMultiple(value, multipleOf)) return `not a multiple of ${multipleOf}`;
    if (allowed !== void 0 && !allowed.includes(value)) return `not one of ${listed(allowed)}`;
    return null;
  };
}
function isMultiple(value, step2) {
  const ratio = value / step2;
  return Math.abs(ratio - Math.round(ratio)) <= 1e-9 * Math.max(1, Math.abs(ratio));
}
function refine(column, refinement, value) {
  const result = safeParse2(refinement, fromPhysical(column, value));
  return result.success ? null : result.error.issues[0]?.message ?? "refused by the schema";
}
var listed = (values) => values.slice(0, 8).map((value) => JSON.stringify(value)).join(", ") + (values.length > 8 ? ", \u2026" : "");
function fromPhysical(column, value) {
  if (value === null || typeof value === "string") return value;
  if (Number.isNaN(value)) return null;
  if (column.kind === "boolean") return value === 1;
  if (column.kind === "day") return formatDay(value);
  if (column.kind === "instant") return column.asDate ? new Date(value) : formatInstant(value);
  return value;
}
function toPhysical({ kind }, value) {
  if (isText(kind)) return value === null || value === void 0 ? null : typeof value === "string" ? value : void 0;
  if (value === null || value === void 0) return Number.NaN;
  if (kind === "boolean") return typeof value === "boolean" ? Number(value) : void 0;
  if (kind === "day") return typeof value === "string" ? present2(parseDay(value)) : void 0;
  if (kind === "instant") return present2(value instanceof Date ? value.getTime() : typeof value === "string" ? parseInstant(value) : Number.NaN);
  return typeof value === "number" ? value + 0 : void 0;
}
var present2 = (value) => Number.isNaN(value) ? void 0 : value;

// packages/core/src/model/encode-row.ts
function createRowEncoder(columns) {
  const checks = columns.map((column) => compileCheck(column));
  const values = columns.map(() => null);
  return (row, index2) => {
    if (typeof row !== "object" || row === null) throw rowInvalid([{ path: [], message: "a row is an object", value: shown(row) }], index2);
    let issues = null;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      const given = Object.hasOwn(row, column.name) ? row[column.name] : void 0;
      const reason = given === void 0 && !column.optional ? "the key is missing" : encode(column, checks[i], given, values, i);
      if (reason === null) continue;
      issues ??= [];
      issues.push({ path: [column.name], message: reason, value: shown(given) });
    }
    if (issues !== null) throw rowInvalid(issues, index2);
    return values;
  };
}
function encode(column, check, given, values, position) {
  const value = toPhysical(column, given);
  if (value === void 0 || typeof given === "number" && Number.isNaN(given)) return `not of kind ${column.kind}`;
  values[position] = value;
  return check(value);
}
function rowInvalid(issues, index2) {
  const [first] = issues;
  const where = index2 === void 0 ? "" : `row ${index2}, `;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new MillraceError({
    code: "E_ROWS_INVALID",
    message: `${where}column '${first?.path.join(".")}': ${first?.message}, but the value is ${first?.value}${more}`,
    details: { ...index2 === void 0 ? {} : { row: index2 }, issues: issues.map((issue) => ({ ...issue })) }
  });
}

// packages/core/src/model/model-definition.ts
var featurePrefix = "feature:";
var modelOutputs = ["score", "probability", "label", "decision", "reason"];

// packages/core/src/model/predict-row.ts
function outputsOf({ graph }) {
  return modelOutputs.filter((output) => graph.outputs.has(output));
}
function createRowRunner(definition) {
  const { graph, inputs, monitored } = definition;
  const outputs = outputsOf(definition);
  const machine = createMachine(graph, outputs.map((output) => graph.outputs.get(output)), 1);
  const columns = new Map(inputs.map((column) => [column.name, column]));
  const served = machine.inputs.names.map((name) => columns.get(name));
  const others = [...inputs.filter(({ name }) => !machine.inputs.names.includes(name)), ...monitored];
  const encode2 = createRowEncoder([...served, ...others]);
  const readers = new Map(outputs.map((output) => [output, readerOf(output)]));
  function readerOf(output) {
    const index2 = graph.outputs.get(output);
    const node = graph.nodes[index2];
    const register = machine.register(index2);
    if (node.op === "pick") return () => node.values[register[0]] ?? null;
    return () => Number.isFinite(register[0]) ? register[0] : null;
  }
  return (row, index2) => {
    machine.inputs.setRow(encode2(row, index2));
    machine.runRow();
    return readers;
  };
}
function createPredictor(definition) {
  const run = createRowRunner(definition);
  const { label: label2 } = definition;
  return (row, index2) => {
    const read = run(row, index2);
    const score = read.get("score")();
    const probability = read.get("probability")();
    const labelled = read.get("label")();
    if (score === null || probability === null || labelled === null) throw scoreNull(index2);
    const decision = read.get("decision")?.();
    const reason = read.get("reason")?.();
    return {
      score,
      probability,
      label: fromPhysical(label2, labelled),
      ...decision == null ? {} : { decision },
      ...reason == null ? {} : { reason }
    };
  };
}
function scoreNull(index2) {
  return new MillraceError({
    code: "E_SCORE_NULL",
    message: `${index2 === void 0 ? "the row" : `row ${index2}`} has no score: its values are so large that the model's arithmetic overflows`,
    details: index2 === void 0 ? {} : { row: index2 }
  });
}

// packages/core/src/model/golden-rows.ts
function goldenRows(definition, rows) {
  const run = createRowRunner(definition);
  const columns = [...definition.inputs, ...definition.monitored];
  return Array.from(rows, (given) => {
    const outputs = Object.fromEntries([...run(given)].map(([output, read]) => [output, read()]));
    const row = Object.fromEntries(columns.map(({ name }) => [name, toJson(given[name])]));
    return { row, outputs };
  });
}
var toJson = (value) => value instanceof Date ? formatInstant(value.getTime()) : value ?? null;
function checkGoldenRows(definition) {
  const run = createRowRunner(definition);
  const { graph } = definition;
  const tolerances = new Map(outputsOf(definition).map((output) => [output, toleranceOf(graph.outputs.get(output))]));
  function toleranceOf(node) {
    return reachable(graph.nodes, [node]).some((index2) => operations[graph.nodes[index2].op].exactness === "ulp") ? 1e-12 : 0;
  }
  for (const [index2, { row, outputs }] of definition.golden.entries()) {
    for (const [output, read] of run(row, index2)) {
      const actual = read();
      const expected = outputs[output] ?? null;
      if (agree(actual, expected, tolerances.get(output))) continue;
      throw new MillraceError({
        code: "E_MODEL_GOLDEN",
        message: `model '${definition.name}': golden row ${index2} gives ${output} ${shown(actual)}, but ${shown(expected)} is stored; the model is damaged or not ours`,
        details: { row: index2, output, actual, expected }
      });
    }
  }
}
function agree(actual, expected, tolerance) {
  if (typeof actual !== "number" || typeof expected !== "number") return actual === expected;
  return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

// packages/core/src/model/load-model.ts
import { safeParse as safeParse4, z as z3 } from "zod";

// packages/core/src/model/array-bytes.ts
var arrayTypes = { float64: Float64Array, int32: Int32Array, uint8: Uint8Array };
var littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
function typeNameOf(array) {
  return array instanceof Float64Array ? "float64" : array instanceof Int32Array ? "int32" : "uint8";
}
function arrayToBytes(array) {
  const bytes2 = new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice();
  return littleEndian ? bytes2 : swap(bytes2, array.BYTES_PER_ELEMENT);
}
function bytesToArray(bytes2, type) {
  const copy = bytes2.slice();
  const size = arrayTypes[type].BYTES_PER_ELEMENT;
  return new arrayTypes[type]((littleEndian ? copy : swap(copy, size)).buffer);
}
function swap(bytes2, size) {
  for (let start = 0; start < bytes2.length; start += size) bytes2.subarray(start, start + size).reverse();
  return bytes2;
}

// packages/core/src/table/column.ts
function lengthOf(column) {
  return column.type === "number" ? column.values.length : column.codes.length;
}
function takeColumn(column, indexes) {
  if (column.type === "number") {
    const values = new Float64Array(indexes.length);
    for (let i = 0; i < indexes.length; i++) values[i] = column.values[indexes[i]];
    return { type: "number", values };
  }
  const codes = new Int32Array(indexes.length);
  for (let i = 0; i < indexes.length; i++) codes[i] = column.codes[indexes[i]];
  return { type: "string", codes, dictionary: column.dictionary };
}
function sliceColumn(column, start, end) {
  if (column.type === "number") return { type: "number", values: column.values.subarray(start, end) };
  return { type: "string", codes: column.codes.subarray(start, end), dictionary: column.dictionary };
}
function concatColumns(first, second) {
  if (first.type === "number" && second.type === "number") {
    const values = new Float64Array(first.values.length + second.values.length);
    values.set(first.values);
    values.set(second.values, first.values.length);
    return { type: "number", values };
  }
  if (first.type === "number" || second.type === "number") throw new TypeError("concatColumns: a number column and a string column");
  const dictionary = [...first.dictionary];
  const known2 = new Map(dictionary.map((text, code) => [text, code]));
  const recode = Int32Array.from(second.dictionary, (text) => {
    const code = known2.get(text) ?? dictionary.push(text) - 1;
    known2.set(text, code);
    return code;
  });
  const codes = new Int32Array(first.codes.length + second.codes.length);
  codes.set(first.codes);
  for (let i = 0; i < second.codes.length; i++) {
    const code = second.codes[i];
    codes[first.codes.length + i] = code < 0 ? -1 : recode[code];
  }
  return { type: "string", codes, dictionary: Object.freeze(dictionary) };
}

// packages/core/src/table/sort.ts
function sortedIndexes(keys, rowCount, descending) {
  const ranks = keys.map(rankColumn);
  const sign = descending ? -1 : 1;
  return Int32Array.from({ length: rowCount }, (_, row) => row).sort((a, b) => {
    for (const rank2 of ranks) {
      const x = rank2[a];
      const y = rank2[b];
      if (x === y) continue;
      if (Number.isNaN(x) || Number.isNaN(y)) {
        if (Number.isNaN(x) && Number.isNaN(y)) continue;
        return Number.isNaN(x) ? 1 : -1;
      }
      return x < y ? -sign : sign;
    }
    return a - b;
  });
}
function rankColumn(column) {
  if (column.type === "number") return column.values;
  const order = column.dictionary.map((_, code) => code).sort((a, b) => compareCodePoints(column.dictionary[a], column.dictionary[b]));
  const rank2 = new Float64Array(column.dictionary.length);
  order.forEach((code, position) => {
    rank2[code] = position;
  });
  return Float64Array.from(column.codes, (code) => rank2[code] ?? Number.NaN);
}

// packages/core/src/table/table.ts
var marker2 = /* @__PURE__ */ Symbol.for("millrace.table");
var Table = class _Table {
  /** The columns' types, in order. */
  schema;
  /** Number of rows. */
  rowCount;
  /** Digest of the data that the table was read from; absent for tables made in memory. */
  version;
  #columns;
  /**
   * Wraps columns that were checked already; `fromRows` and readers are the ways in for data from outside.
   *
   * @throws MillraceError `E_TABLE_INVALID` when a column is missing, of the wrong physical kind or of another length
   */
  constructor(schema, columns, { version } = {}) {
    const first = schema.columns[0];
    this.schema = schema;
    this.rowCount = first === void 0 ? 0 : lengthOf(requireColumn(columns, first.name));
    this.version = version;
    this.#columns = new Map(schema.columns.map((spec) => [spec.name, checkColumn(spec, columns, this.rowCount)]));
    Object.defineProperty(this, marker2, { value: true });
    Object.freeze(this);
  }
  /** Tells whether a value is a table, whichever copy of the package made it. */
  static isInstance(value) {
    return typeof value === "object" && value !== null && marker2 in value;
  }
  /**
   * The values of one column; not to be written to.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the table has no such column
   */
  column(name) {
    return requireColumn(this.#columns, name);
  }
  /** The rows as objects, made one by one as they are asked for. */
  *rows() {
    for (let row = 0; row < this.rowCount; row++) yield this.row(row);
  }
  /**
   * One row as an object.
   *
   * @param index - from 0 to `rowCount` - 1
   * @throws RangeError when there is no such row
   */
  row(index2) {
    if (!(index2 >= 0 && index2 < this.rowCount)) throw new RangeError(`row ${index2}: the table has ${this.rowCount} rows`);
    return Object.fromEntries(this.schema.columns.map((spec) => [spec.name, valueAt(spec, this.#columns.get(spec.name), index2)]));
  }
  /**
   * The named columns alone, in the given order.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the table has no such column
   */
  select(...names) {
    const columns = names.map((name) => this.schema.columns.find((spec) => spec.name === name) ?? unknownColumn(name, [...this.#columns.keys()]));
    return this.#with({ ...this.schema, columns: Object.freeze(columns), rowRefinement: void 0 }, this.#columns);
  }
  /**
   * The rows for which the predicate holds.
   *
   * @param predicate - receives one cursor, the same object for every row, whose properties read the columns; do not keep it
   */
  filter(predicate) {
    const kept = [];
    let index2 = 0;
    const cursor = /* @__PURE__ */ Object.create(null);
    for (const spec of this.schema.columns) {
      const column = this.#columns.get(spec.name);
      Object.defineProperty(cursor, spec.name, { enumerable: true, get: () => valueAt(spec, column, index2) });
    }
    for (; index2 < this.rowCount; index2++) if (predicate(cursor, index2)) kept.push(index2);
    return this.take(Int32Array.from(kept));
  }
  /** The rows from `start` up to, not including, `end`, as `Array.prototype.slice` counts them; nothing is copied. */
  slice(start, end = this.rowCount) {
    const from = Math.min(start < 0 ? Math.max(0, this.rowCount + start) : start, this.rowCount);
    const to = Math.max(from, Math.min(end < 0 ? this.rowCount + end : end, this.rowCount));
    return this.#map((column) => sliceColumn(column, from, to));
  }
  /**
   * The rows at the given indexes, in that order; an index may repeat.
   *
   * @throws RangeError when an index is not a row
   */
  take(indexes) {
    const wrong = indexes.find((index2) => index2 < 0 || index2 >= this.rowCount);
    if (wrong !== void 0) throw new RangeError(`take: row ${wrong} of a table of ${this.rowCount} rows`);
    return this.#map((column) => takeColumn(column, indexes));
  }
  /**
   * The rows of this table, then those of the other, which has the same columns.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the other table lacks a column, `E_TABLE_INVALID` when one is of another kind
   */
  concat(other) {
    const columns = this.schema.columns.map((spec) => {
      const name = spec.name;
      const added = other.column(name);
      if (added.type !== this.column(name).type) throw invalid2(`concat: column '${name}' is a ${added.type} column in the second table`, name);
      return [name, concatColumns(this.column(name), added)];
    });
    return this.#with(this.schema, new Map(columns), this.version === other.version ? this.version : void 0);
  }
  /**
   * The rows in the order of the named columns, the first deciding first: numbers by value, strings by code point, nulls last. Equal rows keep their order.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the table has no such column
   */
  sort(by, { descending = false } = {}) {
    const keys = (typeof by === "string" ? [by] : by).map((name) => this.column(name));
    return this.take(sortedIndexes(keys, this.rowCount, descending));
  }
  /**
   * This table with one more column, or with the column of that name replaced.
   *
   * @throws MillraceError `E_TABLE_INVALID` when the column has another length or physical kind than its type says
   */
  withColumn(spec, column) {
    const columns = [...this.schema.columns.filter(({ name }) => name !== spec.name), Object.freeze({ ...spec })];
    const schema = { ...this.schema, columns: Object.freeze(columns) };
    return this.#with(schema, new Map([...this.#columns, [spec.name, column]]));
  }
  #map(change) {
    return this.#with(this.schema, new Map([...this.#columns].map(([name, column]) => [name, change(column)])));
  }
  #with(schema, columns, version = this.version) {
    return new _Table(schema, columns, { version });
  }
};
function valueAt(spec, column, row) {
  if (column.type === "number") return fromPhysical(spec, column.values[row]);
  return column.dictionary[column.codes[row]] ?? null;
}
function checkColumn(spec, columns, rowCount) {
  const column = requireColumn(columns, spec.name);
  const type = spec.kind === "category" || spec.kind === "string" ? "string" : "number";
  if (column.type !== type) throw invalid2(`column '${spec.name}' of kind ${spec.kind} is held as a ${column.type} column`, spec.name);
  if (lengthOf(column) !== rowCount) throw invalid2(`column '${spec.name}' has ${lengthOf(column)} rows, the first column ${rowCount}`, spec.name);
  return column;
}
function requireColumn(columns, name) {
  return columns.get(name) ?? unknownColumn(name, [...columns.keys()]);
}
function unknownColumn(name, known2) {
  throw new MillraceError({
    code: "E_COLUMN_UNKNOWN",
    message: `the table has no column '${name}'; it has ${known2.map((one) => `'${one}'`).join(", ")}`,
    details: { column: name, known: known2 }
  });
}
function invalid2(message, column) {
  return new MillraceError({ code: "E_TABLE_INVALID", message, details: { column } });
}

// packages/core/src/model/explain.ts
function createExplainer(definition) {
  let explain = null;
  return (row) => {
    explain ??= linearExplainer(definition);
    return explain(row);
  };
}
function linearExplainer({ name, graph, inputs }) {
  const scoreIndex = graph.outputs.get("score");
  const node = graph.nodes[scoreIndex];
  if (node.op !== "linear") throw unsupported2(name, node.op);
  const machine = createMachine(graph, [scoreIndex, ...node.args], 1);
  const byName = new Map(inputs.map((column) => [column.name, column]));
  const encode2 = createRowEncoder(machine.inputs.names.map((column) => byName.get(column)));
  const base = node.args.reduce((sum, _, j) => sum + node.weights[j] * node.means[j], node.intercept);
  const features = node.args.map((argument, j) => ({
    feature: featureName(graph.outputs, argument),
    columns: columnsRead(graph.nodes, [argument]),
    register: machine.register(argument),
    weight: node.weights[j],
    mean: node.means[j]
  }));
  return (row) => {
    machine.inputs.setRow(encode2(row));
    machine.runRow();
    const groups = /* @__PURE__ */ new Map();
    for (const { feature, columns, register, weight, mean: mean2 } of features) {
      const key = JSON.stringify([...columns].sort());
      const group = groups.get(key) ?? { columns, features: [] };
      const value = register[0];
      group.features.push({ feature, value, contribution: weight * (value - mean2) });
      groups.set(key, group);
    }
    const contributions = [...groups.values()].map((group) => ({ ...group, contribution: group.features.reduce((sum, one) => sum + one.contribution, 0) }));
    contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
    return { score: machine.register(scoreIndex)[0], base, contributions };
  };
}
function featureName(outputs, node) {
  for (const [name, index2] of outputs) if (index2 === node && name.startsWith(featurePrefix)) return name.slice(featurePrefix.length);
  return `node ${node}`;
}
function unsupported2(model, operation2) {
  return new MillraceError({
    code: "E_EXPLAIN_UNSUPPORTED",
    message: `the model '${model}' cannot explain its scores: they come from '${operation2}', and only a linear score is explained so far`,
    details: { model, operation: operation2 }
  });
}

// packages/core/src/model/predict-table.ts
function predictTable(definition, table) {
  for (const column of definition.inputs) checkColumn2(column, table);
  const outputs = outputsOf(definition);
  const graph = { ...definition.graph, outputs: new Map(outputs.map((output) => [output, definition.graph.outputs.get(output)])) };
  const specs = outputs.map((output) => ({ ...outputColumn(output, definition), nullable: true }));
  return new Table(schemaFromColumns(specs), runGraph(graph, table), { version: table.version });
}
function outputColumn(output, { label: label2 }) {
  if (output === "label") return { ...label2, name: "label" };
  const kind = output === "score" || output === "probability" ? "number" : "string";
  return { name: output, kind, nullable: output === "decision" || output === "reason", optional: false };
}
function checkColumn2(expected, table) {
  const given = table.schema.columns.find(({ name }) => name === expected.name);
  const column = table.column(expected.name);
  if (given !== void 0 && sameColumn(given, expected)) return;
  const check = compileCheck(expected);
  const reasons = column.type === "string" ? column.dictionary.map((text) => check(text)) : null;
  const missing2 = check(column.type === "string" ? null : Number.NaN);
  for (let row = 0; row < table.rowCount; row++) {
    const reason = reasonAt(column, row);
    if (reason !== null) throw rowInvalid2(row, expected.name, reason, table);
  }
  function reasonAt(values, row) {
    if (values.type === "number") return check(values.values[row]);
    const code = values.codes[row];
    return code < 0 ? missing2 : reasons[code];
  }
}
var sameColumn = (a, b) => {
  const { asDate: _a, ...one } = a;
  const { asDate: _b, ...other } = b;
  const text = (column) => JSON.stringify(Object.entries(column).sort(([x], [y]) => x < y ? -1 : 1));
  return text(one) === text(other);
};
function rowInvalid2(row, column, reason, table) {
  const value = shown(table.row(row)[column]);
  return new MillraceError({
    code: "E_ROWS_INVALID",
    message: `row ${row}, column '${column}': ${reason}, but the value is ${value}`,
    details: { row, issues: [{ path: [column], message: reason, value }] }
  });
}

// packages/core/src/model/model.ts
function createModel(definition) {
  const predictOne = createPredictor(definition);
  const explain = createExplainer(definition);
  const model = {
    name: definition.name,
    definition,
    inputs: schemaFromColumns(definition.inputs),
    monitored: schemaFromColumns(definition.monitored),
    predict(given) {
      if (Table.isInstance(given)) return predictTable(definition, given);
      return Array.isArray(given) ? given.map(predictOne) : predictOne(given);
    },
    explain
  };
  return Object.freeze(model);
}

// packages/core/src/model/model-json.ts
import { safeParse as safeParse3, z as z2 } from "zod";

// packages/core/src/schema/json-schema.ts
var numericBounds = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"];
var lengthBounds = ["minLength", "maxLength"];
function columnsToJsonSchema(columns) {
  return {
    type: "object",
    properties: Object.fromEntries(columns.map((column) => [column.name, propertyOf(column)])),
    required: columns.filter(({ optional }) => !optional).map(({ name }) => name)
  };
}
var typeNames = {
  number: "number",
  integer: "integer",
  boolean: "boolean",
  day: "string",
  instant: "string",
  category: "string",
  string: "string"
};
function propertyOf(column) {
  const { kind, nullable, optional } = column;
  const values = kind === "boolean" ? column.allowed?.map((value) => value === 1) : column.categories ?? column.allowed;
  const mayBeNull = nullable || optional;
  const property = { type: mayBeNull ? [typeNames[kind], "null"] : typeNames[kind] };
  if (kind === "day") property.format = "date";
  if (kind === "instant") property.format = "date-time";
  if (values !== void 0) property.enum = mayBeNull ? [...values, null] : [...values];
  for (const bound of [...numericBounds, ...lengthBounds]) {
    const value = column[bound];
    if (value === void 0 || !Number.isFinite(value)) continue;
    if (kind === "day") property[`x-${bound}`] = formatDay(value);
    else if (kind === "instant") property[`x-${bound}`] = formatInstant(value);
    else property[bound] = value;
  }
  return property;
}
function columnsFromJsonSchema(schema) {
  const { type, properties, required } = asObject(schema, "the schema");
  if (type !== "object") throw invalid3("the schema is not of an object");
  const names = new Set(asArray(required ?? [], "required"));
  return Object.entries(asObject(properties, "properties")).map(([name, property]) => columnFrom(name, asObject(property, name), !names.has(name)));
}
function columnFrom(name, property, optional) {
  const types2 = Array.isArray(property.type) ? property.type : [property.type ?? ""];
  const nullable = types2.includes("null");
  const kind = kindOf(name, types2.filter((type) => type !== "null"), property);
  const column = { name, kind, nullable, optional };
  if (property.enum !== void 0) {
    const values = asArray(property.enum, name).filter((value) => value !== null);
    const expected = kind === "category" ? "string" : kind === "boolean" ? "boolean" : "number";
    if (values.some((value) => typeof value !== expected)) throw invalid3(`the column '${name}' lists values of another type`);
    if (kind === "category") column.categories = Object.freeze(values);
    else column.allowed = Object.freeze(values.map(Number));
  }
  for (const bound of [...numericBounds, ...lengthBounds]) {
    const value = kind === "day" || kind === "instant" ? boundFromText(name, kind, property[`x-${bound}`]) : property[bound];
    if (value === void 0) continue;
    if (typeof value !== "number" || !Number.isFinite(value)) throw invalid3(`the bound '${bound}' of column '${name}' is not a number`);
    column[bound] = value;
  }
  return Object.freeze(column);
}
function kindOf(name, types2, { format, enum: values }) {
  const [type] = types2;
  if (types2.length === 1 && (type === "number" || type === "integer" || type === "boolean")) return type;
  if (types2.length === 1 && type === "string") {
    if (format === "date") return "day";
    if (format === "date-time") return "instant";
    if (format === void 0) return values === void 0 ? "string" : "category";
  }
  throw invalid3(`the column '${name}' has a type that is none of ours`);
}
function boundFromText(name, kind, text) {
  if (text === void 0) return void 0;
  const value = typeof text === "string" ? kind === "day" ? parseDay(text) : parseInstant(text) : Number.NaN;
  if (Number.isNaN(value)) throw invalid3(`a bound of column '${name}' is not a ${kind}`);
  return value;
}
function asObject(value, where) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid3(`${where} is not an object`);
  return value;
}
function asArray(value, where) {
  if (!Array.isArray(value)) throw invalid3(`${where} is not an array`);
  return value;
}
function invalid3(message) {
  return new MillraceError({ code: "E_JSON_SCHEMA_INVALID", message: `JSON Schema: ${message}` });
}

// packages/core/src/model/model-json.ts
var modelFormat = "millrace/model";
var maximumGoldenRows = 1e3;
var json = z2.json();
var record = z2.record(z2.string(), json);
var label = z2.union([z2.string(), z2.number(), z2.boolean()]);
var provenance = z2.strictObject({ feature: z2.string(), kind: z2.string(), version: z2.number(), params: json, state: json });
var bodySchema = z2.strictObject({
  format: z2.literal(modelFormat),
  version: z2.literal(1),
  name: z2.string().min(1).max(200),
  target: z2.strictObject({ column: z2.string(), positive: label, negative: label, threshold: z2.number() }),
  inputs: json,
  monitored: json,
  outputs: json,
  graph: json,
  estimator: z2.strictObject({ kind: z2.string(), params: record, diagnostics: record, warnings: z2.array(z2.string()) }),
  learned: z2.array(provenance),
  lineage: z2.strictObject({
    data: z2.strictObject({ digest: z2.string(), rows: z2.int().min(0) }).nullable(),
    spec: z2.string().nullable(),
    commit: z2.string().nullable(),
    run: z2.string().nullable(),
    seed: z2.int().min(0).nullable(),
    environment: z2.record(z2.string(), z2.string())
  }),
  golden: z2.array(z2.strictObject({ row: record, outputs: z2.record(z2.string(), z2.union([z2.number(), z2.string(), z2.null()])) })).min(1).max(maximumGoldenRows)
});
function definitionToJson(definition) {
  const { json: graph, arrays } = graphToJson(definition.graph);
  const { name, target, inputs, monitored, estimator, learned, lineage, golden } = definition;
  const body = {
    format: modelFormat,
    version: 1,
    name,
    target: { ...target },
    inputs: columnsToJsonSchema(inputs),
    monitored: columnsToJsonSchema(monitored),
    outputs: columnsToJsonSchema(outputsOf(definition).map((output) => outputColumn(output, definition))),
    graph,
    estimator: { ...estimator },
    learned: learned.map((one) => ({ ...one })),
    lineage: { ...lineage },
    golden: golden.map((one) => ({ ...one }))
  };
  return { json: body, arrays };
}
function definitionFromJson(body, arrays) {
  const result = safeParse3(bodySchema, body);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw invalid4(`${issue?.path.join(".") || "the document"}: ${issue?.message}`);
  }
  const { name, target, estimator, learned, lineage, golden, ...rest } = result.data;
  const graph = loadGraph({ json: rest.graph, arrays });
  const inputs = columnsFromJsonSchema(rest.inputs);
  const monitored = columnsFromJsonSchema(rest.monitored);
  const labelColumn = columnsFromJsonSchema(rest.outputs).find((column) => column.name === "label");
  if (labelColumn === void 0) throw invalid4("outputs: a model has a label");
  const definition = { name, target, inputs, monitored, label: labelColumn, graph, estimator, learned, lineage, golden };
  checkColumns(definition);
  checkOutputs(definition);
  return Object.freeze(definition);
}
function checkColumns({ graph, inputs, monitored }) {
  const declared = new Map([...inputs, ...monitored].map((column) => [column.name, column]));
  if (declared.size < inputs.length + monitored.length) throw invalid4("a column is declared twice");
  const known2 = new Map(inputs.map((column) => [column.name, column]));
  for (const name of columnsRead(graph.nodes, graph.outputs.values())) if (!known2.has(name)) throw invalid4(`the graph reads '${name}', which is no input`);
  for (const node of graph.nodes) {
    const column = node.op === "column" ? known2.get(node.name) : void 0;
    if (node.op === "column" && column !== void 0 && typeOf2(column) !== node.type) throw invalid4(`the graph reads '${node.name}' as a ${node.type}`);
  }
}
function checkOutputs({ graph, label: label2 }) {
  for (const required of ["score", "probability", "label"]) if (!graph.outputs.has(required)) throw invalid4(`the graph has no output '${required}'`);
  for (const output of modelOutputs) {
    const index2 = graph.outputs.get(output);
    if (index2 === void 0) continue;
    const text = graph.nodes[index2].op === "pick";
    const expected = output === "label" ? typeOf2(label2) === "string" : output === "decision" || output === "reason";
    if (text !== expected) throw invalid4(`the output '${output}' is a ${text ? "string" : "number"}`);
  }
}
var typeOf2 = ({ kind }) => kind === "category" || kind === "string" ? "string" : "number";
function invalid4(message, cause) {
  return new MillraceError({ code: "E_MODEL_INVALID", message: `model: ${message}`, cause });
}

// packages/core/src/model/load-model.ts
var sha256 = z3.string().regex(/^sha256:[0-9a-f]{64}$/);
var folderSchema = z3.looseObject({
  digest: sha256,
  arrays: z3.array(z3.strictObject({ name: z3.string(), file: z3.string(), type: z3.enum(["float64", "int32", "uint8"]), length: z3.int().min(0), sha256 })).max(1e4),
  files: z3.array(z3.strictObject({ path: z3.string(), sha256 })).max(1e4)
});
async function loadModel(folder, { maxJsonBytes = 64 * 2 ** 20, maxFileBytes = 2 ** 30 } = {}) {
  const document = parseJson(await readFileLimited(await resolveInside(folder, "model.json"), { maxBytes: maxJsonBytes }), {
    name: "model.json",
    maxBytes: maxJsonBytes
  });
  const parsed = safeParse4(folderSchema, document);
  if (!parsed.success) throw invalid4(`${parsed.error.issues[0]?.path.join(".") || "model.json"}: ${parsed.error.issues[0]?.message}`);
  const { digest, ...content } = document;
  requireDigest("model.json", digestJson(content), digest);
  let left = maxFileBytes;
  const read = async (path, expected) => {
    const bytes2 = await readFileLimited(await resolveInside(folder, path), { maxBytes: left });
    left -= bytes2.length;
    requireDigest(path, digestBytes(bytes2), expected);
    return bytes2;
  };
  const arrays = /* @__PURE__ */ new Map();
  for (const { name, file, type, length, sha256: sha2562 } of parsed.data.arrays) {
    const bytes2 = await read(file, sha2562);
    if (bytes2.length !== length * arrayTypes[type].BYTES_PER_ELEMENT) throw invalid4(`${file} has ${bytes2.length} bytes, not ${length} values of ${type}`);
    if (arrays.has(name)) throw invalid4(`the array '${name}' is given twice`);
    arrays.set(name, bytesToArray(bytes2, type));
  }
  for (const { path, sha256: sha2562 } of parsed.data.files) await read(path, sha2562);
  const { arrays: _, files: __, ...body } = content;
  const definition = definitionFromJson(body, arrays);
  checkGoldenRows(definition);
  return createModel(definition);
}
function requireDigest(path, actual, expected) {
  if (actual === expected) return;
  throw new MillraceError({
    code: "E_MODEL_DIGEST",
    message: `model: the digest of ${path} is ${actual}, but ${expected} was saved; the folder was changed or damaged`,
    details: { path, actual, expected }
  });
}

// packages/core/src/model/mlmodel.ts
var types = {
  number: "double",
  integer: "long",
  boolean: "boolean",
  day: "string",
  instant: "string",
  category: "string",
  string: "string"
};
function mlmodelText(definition, digest, created) {
  const inputs = signature(definition.inputs);
  const outputs = signature(outputsOf(definition).map((output) => outputColumn(output, definition)));
  return [
    "flavors:",
    "  millrace:",
    `    data: ${JSON.stringify("model.json")}`,
    `    digest: ${JSON.stringify(digest)}`,
    "    format_version: 1",
    "saved_input_example_info:",
    "  artifact_path: input_example.json",
    "  type: json_object",
    "signature:",
    `  inputs: ${JSON.stringify(inputs)}`,
    `  outputs: ${JSON.stringify(outputs)}`,
    "  params: null",
    `utc_time_created: ${JSON.stringify(created.toISOString().replace("T", " ").replace("Z", "000"))}`,
    ""
  ].join("\n");
}
function signature(columns) {
  return JSON.stringify(columns.map(({ name, kind, nullable, optional }) => ({ type: types[kind], name, required: !(nullable || optional) })));
}

// packages/core/src/model/save-model.ts
var ownFiles = /* @__PURE__ */ new Set(["MLmodel", "model.json", "input_example.json"]);
async function saveModel(model, folder, options = {}) {
  const { definition } = model;
  const { json: json2, arrays } = definitionToJson(definition);
  const example = `${JSON.stringify(definition.golden[0]?.row ?? {}, null, 2)}
`;
  const files = [["input_example.json", example], ...extraFiles(options.files ?? {})];
  const binaries = [...arrays].map(([name, array]) => ({ name, array, file: `${name}.bin`, bytes: arrayToBytes(array) }));
  const content = {
    ...json2,
    arrays: binaries.map(({ name, array, file, bytes: bytes2 }) => ({ name, file, type: typeNameOf(array), length: array.length, sha256: digestBytes(bytes2) })),
    files: files.map(([path, text]) => ({ path, sha256: digestBytes(text) }))
  };
  const digest = digestJson(content);
  await writeFolderAtomically(folder, {
    entries: [
      { path: "model.json", content: `${JSON.stringify({ ...content, digest }, null, 2)}
` },
      { path: "MLmodel", content: mlmodelText(definition, digest, options.now ?? /* @__PURE__ */ new Date()) },
      ...files.map(([path, text]) => ({ path, content: text })),
      ...binaries.map(({ file, bytes: bytes2 }) => ({ path: file, content: bytes2 }))
    ],
    ...options.overwrite ? { overwrite: { marker: "model.json" } } : {}
  });
  return Object.freeze({ folder, digest });
}
function extraFiles(files) {
  return Object.entries(files).map(([path, content]) => {
    if (ownFiles.has(path) || /^[^/]*\.bin$/.test(path)) {
      throw new MillraceError({
        code: "E_MODEL_FILE_RESERVED",
        message: `saveModel: '${path}' is a name that the model folder uses itself; choose another`,
        details: { path }
      });
    }
    return [checkRelativePath(path), content];
  });
}

// packages/core/src/progress/progress-line.ts
function progressLine(event, { elapsedMs, doneBefore, columns, color }) {
  const { task, done, total, unit } = event;
  const rate = elapsedMs > 0 ? (done - doneBefore) * 1e3 / elapsedMs : 0;
  const speed = rate > 0 ? [`${amount(rate, unit)}/s`] : [];
  const name = printable(task);
  if (total === void 0 || !(total > 0))
    return firstFitting([[name, amount(done, unit), ...speed], [name, amount(done, unit)], [name]], columns);
  const share = Math.min(1, Math.max(0, done / total));
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const count2 = unit === "bytes" ? `${bytes(done)}/${bytes(total)}` : `${whole(done)}/${whole(total)} ${printable(unit)}`;
  const left = rate > 0 ? [`${clock((total - done) / rate)} left`] : [];
  const line = firstFitting(
    [
      [name, bar(share, 24), percent, count2, ...speed, ...left],
      [name, bar(share, 24), percent, count2, ...left],
      [name, bar(share, 12), percent, ...left],
      [name, percent],
      [percent.trim()]
    ],
    columns
  );
  return color ? line.replace(/█+/, (filled) => `\x1B[32m${filled}\x1B[39m`) : line;
}
function doneLine({ task, done, unit }, elapsedMs) {
  const seconds = elapsedMs / 1e3;
  return `${printable(task)}: ${amount(done, unit)} in ${seconds < 60 ? `${seconds.toFixed(1)} s` : clock(seconds)}`;
}
function firstFitting(lines, columns) {
  const texts = lines.map((parts) => parts.join("  "));
  return texts.find((text) => [...text].length <= columns) ?? [...texts.at(-1) ?? ""].slice(0, Math.max(0, columns)).join("");
}
function bar(share, width) {
  const filled = Math.floor(share * width);
  return "\u2588".repeat(filled) + "\u2591".repeat(width - filled);
}
function clock(seconds) {
  const all = Math.ceil(seconds);
  const two = (value) => String(value).padStart(2, "0");
  const minutes = Math.floor(all / 60);
  return minutes < 60 ? `${minutes}:${two(all % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(all % 60)}`;
}
function bytes(count2) {
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, count2)) / 3)));
  return `${(count2 / 1e3 ** power).toFixed(power === 0 ? 0 : 1)} ${["B", "kB", "MB", "GB", "TB"][power]}`;
}
var whole = (value) => Math.round(value).toLocaleString("en-US");
var amount = (value, unit) => unit === "bytes" ? bytes(value) : `${whole(value)} ${printable(unit)}`;
var printable = (text) => text.replace(/\p{Cc}/gu, "?").slice(0, 200);

// packages/core/src/progress/throttle-progress.ts
function throttleProgress(progress, { everyMs = 100, now = () => performance.now() } = {}) {
  const toldAt = /* @__PURE__ */ new Map();
  return (event) => {
    const last = toldAt.get(event.task);
    const time = now();
    if (isFinal(event)) toldAt.delete(event.task);
    else if (last !== void 0 && time - last < everyMs) return;
    else toldAt.set(event.task, time);
    progress(event);
  };
}
function isFinal({ done, total }) {
  return total !== void 0 && done >= total;
}

// packages/core/src/progress/terminal-progress.ts
function terminalProgress({
  stream = process.stderr,
  color = !process.env.NO_COLOR && (stream.hasColors?.() ?? false),
  everyMs = 100,
  now = () => performance.now()
} = {}) {
  const redraws = stream.isTTY === true && process.env.TERM !== "dumb";
  const started = /* @__PURE__ */ new Map();
  let drawn = false;
  const draw = (event, { at, done }) => {
    const columns = (stream.columns || 80) - 1;
    stream.write(`\r${progressLine(event, { elapsedMs: now() - at, doneBefore: done, columns, color })}\x1B[K`);
    drawn = true;
  };
  const clear = () => {
    if (drawn) stream.write("\r\x1B[K");
    drawn = false;
  };
  const throttled = throttleProgress(
    (event) => {
      const start = started.get(event.task);
      if (!isFinal(event)) return redraws ? draw(event, start) : void 0;
      started.delete(event.task);
      clear();
      stream.write(`${doneLine(event, now() - start.at)}
`);
    },
    { everyMs, now }
  );
  const progress = (event) => {
    if (!started.has(event.task)) started.set(event.task, { at: now(), done: event.done });
    throttled(event);
  };
  return Object.assign(progress, { clear, [Symbol.dispose]: clear });
}

// packages/core/src/progress/yield-to-event-loop.ts
import { setImmediate } from "node:timers/promises";
async function yieldToEventLoop(signal) {
  signal?.throwIfAborted();
  await setImmediate();
  signal?.throwIfAborted();
}

// packages/core/src/random/random.ts
function seededRandom(seed) {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new MillraceError({
      code: "E_SEED_INVALID",
      message: `seededRandom: the seed is ${seed}; give an integer from 0 to 2^53 - 1`,
      details: { seed: String(seed) }
    });
  }
  let mix = seed >>> 0 ^ Math.imul(Math.floor(seed / 4294967296), 2654435761);
  const splitMix = () => {
    mix = mix + 2654435769 | 0;
    let z4 = mix;
    z4 = Math.imul(z4 ^ z4 >>> 16, 2246822507);
    z4 = Math.imul(z4 ^ z4 >>> 13, 3266489909);
    return z4 ^ z4 >>> 16;
  };
  let a = splitMix();
  let b = splitMix();
  let c = splitMix();
  let d = splitMix() | 1;
  const bits2 = () => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul(scrambled << 7 | scrambled >>> 25, 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = d << 11 | d >>> 21;
    return result;
  };
  const next = () => ((bits2() >>> 5) * 67108864 + (bits2() >>> 6)) / 9007199254740992;
  const integer = (bound) => {
    const limit = 4294967296 - 4294967296 % bound;
    let drawn = bits2();
    while (drawn >= limit) drawn = bits2();
    return drawn % bound;
  };
  const normal = () => {
    for (; ; ) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) return u * Math.sqrt(-2 * Math.log(square) / square);
    }
  };
  const shuffle = (values) => {
    for (let i = values.length - 1; i > 0; i--) {
      const j = integer(i + 1);
      const kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    return values;
  };
  return Object.freeze({ next, integer, normal, shuffle });
}

// packages/core/src/table/from-rows.ts
import { safeParse as safeParse5 } from "zod";
var reported = 20;
function fromRows(schema, rows, options = {}) {
  return tableOfRows(schemaOf(schema), rows, options);
}
function tableOfRows(schema, rows, options = {}) {
  const builders = schema.columns.map((spec) => columnBuilder(spec, compileCheck(spec, schema.refinements.get(spec.name))));
  const issues = [];
  let failed = 0;
  let row = 0;
  for (const given of rows) {
    const before = failed;
    const report = (issue) => {
      if (failed++ < reported) issues.push({ ...issue, row });
    };
    for (const builder of builders) builder.push(given, report);
    if (schema.rowRefinement !== void 0 && failed === before) refineRow(schema.rowRefinement, given, report);
    row++;
  }
  if (failed > 0) throw rowsInvalid(issues, failed);
  return new Table(schema, new Map(builders.map((builder) => [builder.name, builder.finish()])), options);
}
function columnBuilder(spec, check) {
  const numbers2 = [];
  const dictionary = [];
  const codes = /* @__PURE__ */ new Map();
  const text = isText(spec.kind);
  const encode2 = (value) => {
    const code = codes.get(value) ?? dictionary.push(value) - 1;
    codes.set(value, code);
    return code;
  };
  return {
    name: spec.name,
    push(row, report) {
      const given = Object.hasOwn(row, spec.name) ? row[spec.name] : void 0;
      const value = toPhysical(spec, given);
      const reason = value === void 0 ? `not of kind ${spec.kind}` : check(value);
      if (reason !== null) report({ path: [spec.name], message: reason, value: shown(given) });
      numbers2.push(typeof value === "number" ? value : typeof value === "string" ? encode2(value) : text ? -1 : Number.NaN);
    },
    finish: () => text ? { type: "string", codes: Int32Array.from(numbers2), dictionary: Object.freeze(dictionary) } : { type: "number", values: Float64Array.from(numbers2) }
  };
}
function refineRow(refinement, row, report) {
  const result = safeParse5(refinement, row);
  for (const issue of result.error?.issues ?? []) {
    report({ path: issue.path.map(String), message: issue.message, value: shown(row) });
  }
}
function rowsInvalid(issues, failed) {
  const [first] = issues;
  const more = failed > 1 ? ` (and ${failed - 1} more)` : "";
  return new MillraceError({
    code: "E_ROWS_INVALID",
    message: `row ${first?.row}, column '${first?.path.join(".")}': ${first?.message}, but the value is ${first?.value}${more}`,
    details: { failed, issues: issues.map((issue) => ({ ...issue })) }
  });
}

// packages/core/src/table/table-digest.ts
import { createHash as createHash2 } from "node:crypto";
function rowDigests(table) {
  return Array.from(table.rows(), (row) => createHash2("sha256").update(rowText(row)).digest("hex").slice(0, 32));
}
function digestTable(table) {
  const hash = createHash2("sha256").update(canonicalJson(table.schema.columns.map(({ name, kind }) => [name, kind])));
  for (const row of table.rows()) hash.update(rowText(row)).update("\n");
  return `sha256:${hash.digest("hex")}`;
}
function rowText(row) {
  const entries = Object.entries(row);
  return canonicalJson(Object.fromEntries(entries.map(([name, value]) => [name, value instanceof Date ? formatInstant(value.getTime()) : value])));
}
export {
  MillraceError,
  Table,
  abs,
  add,
  and,
  argumentsOf,
  bucket,
  buildTrees,
  canonicalJson,
  cells,
  checkRelativePath,
  checkTrees,
  clamp,
  coalesce,
  columnExpr,
  columnsRead,
  compareCodePoints,
  compileCheck,
  concatColumns,
  constant,
  count,
  createMachine,
  createModel,
  day,
  dayOfMonth,
  daysBetween,
  defineFeatures,
  defineGroup,
  defineTransform,
  digestBytes,
  digestJson,
  digestTable,
  div,
  epochDay,
  epochMilliseconds,
  eq,
  estimate,
  exp,
  extendGraph,
  featurePrefix,
  fileError,
  findColumn,
  fit,
  floor,
  followsAuditEntry,
  formatDay,
  formatInstant,
  fromPhysical,
  fromRows,
  ge,
  goldenRows,
  graphLimits,
  graphToJson,
  greatest,
  gt,
  isIn,
  isNull,
  isText,
  le,
  least,
  lengthOf,
  loadGraph,
  loadModel,
  log,
  log1p,
  lookup,
  lt,
  maximum,
  mean,
  memoryEngine,
  minimum,
  modulo,
  month,
  mul,
  ne,
  nodesOf,
  not,
  nulls,
  operations,
  or,
  parseDay,
  parseInstant,
  parseJson,
  pick,
  pow,
  predecessor,
  quantiles,
  quantilesOfSorted,
  reachable,
  readFileLimited,
  redactUrl,
  refineRow,
  resolveInside,
  rowDigests,
  rowsInvalid,
  runGraph,
  safeJoin,
  saveModel,
  schemaFromColumns,
  schemaOf,
  sealAuditEntry,
  seededRandom,
  shown,
  signedLog,
  silentLogger,
  specDigest,
  sqrt,
  stddevPop,
  sub,
  sumBy,
  tableOfRows,
  terminalProgress,
  throttleProgress,
  toPhysical,
  topValues,
  treeLimits,
  weekday,
  when,
  writeFolderAtomically,
  year,
  yieldToEventLoop
};
