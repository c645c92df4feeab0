/**
 * Makes schema.json: what the Bot API takes, out of the types that grammY itself is checked against. Types say which parameters
 * there are; their doc comments say how long a text may be. `npm run schema` writes the file; nothing loads this one to run a bot.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Fields, Schema, Shape } from './schema.ts';

/** Where the schema is kept, beside the code that reads it. */
export const SCHEMA_FILE = join(import.meta.dirname, 'schema.json');

/** Stands for what is uploaded; grammY's types leave open what that is. */
const UPLOAD = 'UploadedFile';

/** The parameters of every method of the installed version of the types, as the text of schema.json: one method or type a line. */
export function makeSchema(): string {
  const { methods, types } = readTypes();
  const lines = (entries: Record<string, unknown>): string =>
    Object.keys(entries).sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(entries[name])}`).join(',\n');
  return `{"methods":{\n${lines(methods)}\n},"types":{\n${lines(types)}\n}}\n`;
}

function readTypes(): Schema {
  const types = packageOfTypes();
  const entry = join(import.meta.dirname, 'methods.virtual.ts');
  const source = `import type { ApiMethods } from ${JSON.stringify(join(types, 'mod.d.ts'))};\ninterface ${UPLOAD} { uploaded: true }\nexport type Methods = ApiMethods<${UPLOAD}>;\n`;
  const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, types: [], noEmit: true, allowImportingTsExtensions: true };
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...more) => (file === entry ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2022) : readSource(file, ...more));
  const program = ts.createProgram([entry], options, host);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry) ?? fail('no source'));
  const methods = checker.getExportsOfModule(module ?? fail('no module')).find((symbol) => symbol.name === 'Methods') ?? fail('no methods');
  return describeMethods(checker, checker.getDeclaredTypeOfSymbol(methods));
}

/** The copy that grammY brings, so that the schema is of the version whose types the bot is checked against. */
function packageOfTypes(): string {
  const require = createRequire(import.meta.url);
  return dirname(createRequire(require.resolve('grammy')).resolve('@grammyjs/types'));
}

function describeMethods(checker: ts.TypeChecker, all: ts.Type): Schema {
  const schema: Schema = { methods: {}, types: {} };
  const describe = createDescription(checker, schema);
  for (const method of all.getProperties()) {
    const [signature] = checker.getTypeOfSymbol(method).getCallSignatures();
    const [parameter] = signature?.getParameters() ?? [];
    const fields = parameter ? describe.fields(checker.getNonNullableType(checker.getTypeOfSymbol(parameter))) : {};
    schema.methods[method.name] = limitLists(fields, ts.displayPartsToString(method.getDocumentationComment(checker)));
  }
  return schema;
}

/** "No more than 50 results per query are allowed" stands in the comment of the method, not of the parameter. */
function limitLists(fields: Fields, comment: string): Fields {
  const [, most, name = ''] = /No more than (\d+) (\w+) per/u.exec(comment) ?? [];
  const list = fields[name];
  return typeof list === 'object' && 'list' in list ? { ...fields, [name]: { ...list, max: Number(most) } } : fields;
}

/** Named types are described once, since some of them hold themselves. */
function createDescription(checker: ts.TypeChecker, schema: Schema): { fields(type: ts.Type): Fields } {
  const shape = (type: ts.Type, comment = ''): Shape => {
    if (type.flags & ts.TypeFlags.StringLike && !type.isStringLiteral()) return textOf(comment);
    if (type.flags & ts.TypeFlags.Number) return numberOf(comment);
    if (type.flags & ts.TypeFlags.Boolean) return 'boolean';
    if (type.symbol?.name === UPLOAD) return 'file';
    if (type.isStringLiteral() || type.isNumberLiteral()) return { is: [type.value] };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { is: [checker.typeToString(type) === 'true'] };
    if (checker.isArrayType(type)) return { list: shape(checker.getTypeArguments(type as ts.TypeReference)[0] ?? fail('no element')), ...countOf(comment) };
    return named(type, comment);
  };
  const named = (type: ts.Type, comment: string): Shape => {
    const name = nameOf(type);
    if (name === null) return inside(type, comment);
    if (!(name in schema.types)) {
      schema.types[name] = 'anything';
      schema.types[name] = inside(type, '');
    }
    return { type: name };
  };
  const inside = (type: ts.Type, comment: string): Shape => {
    if (type.isUnion()) return oneOf(type.types.filter((entry) => !(entry.flags & ts.TypeFlags.Undefined)).map((entry) => shape(entry, comment)));
    if (type.isIntersection() && type.types.some((entry) => entry.flags & ts.TypeFlags.String)) return textOf(comment);
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return { object: fields(type) };
    return fail(`Cannot describe ${checker.typeToString(type)}`);
  };
  const field = (property: ts.Symbol): [string, Shape] => {
    const value = checker.getTypeOfSymbol(property);
    const comment = ts.displayPartsToString(property.getDocumentationComment(checker));
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    return isOptional ? [`${property.name}?`, shape(checker.getNonNullableType(value), comment)] : [property.name, shape(value, comment)];
  };
  const fields = (type: ts.Type): Fields => Object.fromEntries(checker.getPropertiesOfType(type).map(field));
  return { fields };
}

/** Fixed values are listed together; `true` and `false` make a boolean. */
function oneOf(shapes: readonly Shape[]): Shape {
  const literals = shapes.flatMap((entry) => (typeof entry === 'object' && 'is' in entry ? entry.is : []));
  const others = shapes.filter((entry) => typeof entry === 'string' || !('is' in entry));
  const all: Shape[] = literals.length === 0 ? others : [...others, isBoolean(literals) ? 'boolean' : { is: literals }];
  return all.length === 1 ? (all[0] ?? fail('empty union')) : { one: all };
}

const isBoolean = (literals: readonly unknown[]): boolean => literals.length === 2 && literals.includes(true) && literals.includes(false);

/** The name under which the package exports a type; null for what is written in place. */
function nameOf(type: ts.Type): string | null {
  const symbol = type.aliasSymbol ?? type.getSymbol();
  if (!symbol || symbol.name.startsWith('__') || !symbol.declarations?.[0]?.getSourceFile().fileName.includes('@grammyjs')) return null;
  const outer: ts.Node | undefined = symbol.declarations[0].parent.parent;
  return outer !== undefined && ts.isModuleDeclaration(outer) ? `${outer.name.getText()}.${symbol.name}` : symbol.name;
}

/** For example "1-64 bytes", "up to 256 characters", "Only characters A-Z, a-z, 0-9, _ and - are allowed". */
function textOf(comment: string): Shape {
  const range = /(\d+)-(\d+) (character|byte)s?/iu.exec(comment);
  const most = /(?:up to|exceed) (\d+) (character|byte)s?/iu.exec(comment);
  const [min, max, unit] = range ? [Number(range[1]), Number(range[2]), range[3]] : [0, Number(most?.[1] ?? 0), most?.[2]];
  const alphabet = /(?:only )?[^.]*A-Z[^.]*a-z[^.]*0-9[^.]*_[^.]* and [^.]*-[^.]*are allowed/iu.test(comment) ? 'A-Za-z0-9_-' : /only lowercase English letters, digits and underscores/iu.test(comment) ? 'a-z0-9_' : null;
  const limit = {
    ...(min > 0 ? { min } : {}),
    ...(max > 0 ? { max } : {}),
    ...(unit?.toLowerCase() === 'byte' ? { bytes: true as const } : {}),
    ...(/after entit(?:y|ies) parsing/iu.test(comment) ? { parsed: true as const } : {}),
    ...(alphabet ? { alphabet } : {}),
  };
  return Object.keys(limit).length === 0 ? 'string' : { string: limit };
}

/** For example "Values between 1-100 are accepted", "in degrees; 1-360". A range with an exception, or with another range, beside it is left out. */
function numberOf(comment: string): Shape {
  const [range, another] = [...comment.matchAll(/(?:^|[;,.(] ?|between |values )(\d+)(?:-| and )(\d+)(?!, or|\d|-)(?! (?:second|day|byte|character)| or)/giu)];
  return range && !another ? { number: { min: Number(range[1]), max: Number(range[2]) } } : 'number';
}

/** For example "A list of 1-100 identifiers", "At most 100 commands", "No more than 50 results". */
function countOf(comment: string): { min?: number; max?: number } {
  const range = /(?:list of|include) (\d+)-(\d+) /iu.exec(comment);
  const most = /(?:at most|no more than|up to) (\d+) (?!hours|seconds|characters)/iu.exec(comment);
  const [min, max] = range ? [Number(range[1]), Number(range[2])] : [0, Number(most?.[1] ?? 0)];
  return { ...(min > 0 ? { min } : {}), ...(max > 0 ? { max } : {}) };
}

function fail(problem: string): never {
  throw new Error(`The types of the Bot API cannot be read: ${problem}`);
}

if (process.argv[1] === import.meta.filename) writeFileSync(SCHEMA_FILE, makeSchema());
