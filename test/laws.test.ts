/** The one law of design.md: folders import only from those before them, and the rest that no compiler checks. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { faultCodes } from '../src/domain/codes';
import { faultsEn } from '../src/i18n/faults-en';
import { faultsZh } from '../src/i18n/faults-zh';

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');
const order = [
  'domain',
  'intake',
  'network',
  'routing',
  'access',
  'siting',
  'layers',
  'i18n',
  'brief',
  'db',
  'pipeline.ts',
  'workers',
  'ui',
];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => join(src, name));

const known = new Set(files);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

test('a folder imports only from those before it', () => {
  const wrong: string[] = [];
  for (const [file, targets] of imports) {
    for (const target of targets) {
      if (rank(target) > rank(file)) wrong.push(`${relative(src, file)} imports ${relative(src, target)}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every file lies in a folder that the law names', () => {
  expect(files.filter((file) => rank(file) < 0).map((file) => relative(src, file))).toEqual([]);
});

test('there is no import cycle, types included', () => {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].map((name) => relative(src, name)).join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test('only ui knows the DOM', () => {
  const wrong: string[] = [];
  for (const file of files) {
    if (!file.endsWith('.ts') || rank(file) === order.indexOf('ui')) continue;
    const source = parse(file);
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && isDomName(node.text) && isFreeName(node)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        wrong.push(`${relative(src, file)}:${line + 1} ${node.text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  expect(wrong).toEqual([]);
});

test('every code has a Chinese and an English sentence with the same blanks', () => {
  for (const code of faultCodes) {
    expect(faultsZh[code], code).toMatch(/\p{Script=Han}/u);
    expect(faultsEn[code], code).toMatch(/[a-z]/);
    expect(blanks(faultsEn[code]), code).toEqual(blanks(faultsZh[code]));
  }
  expect(Object.keys(faultsZh).sort()).toEqual([...faultCodes].sort());
  expect(Object.keys(faultsEn).sort()).toEqual([...faultCodes].sort());
});

test('no code is unused', () => {
  const texts = files
    .filter((file) => !/i18n[/\\]faults-|domain[/\\]codes/.test(file))
    .map((file) => readFileSync(file, 'utf8'));
  const unused = faultCodes.filter((code) => !texts.some((text) => text.includes(`'${code}'`)));
  expect(unused).toEqual([]);
});

test('paths named in README exist', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const named = [...readme.matchAll(/`((?:src|data|scripts|test|\.ci)\/[^`\s*{}<>]*)`/g)].map(
    (match) => match[1]!,
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every dependency has its line in README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const names = [...Object.keys(manifest['dependencies']!), ...Object.keys(manifest['devDependencies']!)];
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('the top level holds what design.md names, and dotfiles', () => {
  const allowed = new Set([
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
    'src',
    'data',
    'scripts',
    'test',
    'README.md',
    'package-lock.json',
    'node_modules',
    'dist',
    'out',
  ]);
  const extra = readdirSync(root).filter((name) => !name.startsWith('.') && !allowed.has(name));
  expect(extra.filter((name) => !['test-results', 'playwright-report'].includes(name))).toEqual([]);
});

function rank(file: string): number {
  const first = relative(src, file).split(/[/\\]/)[0]!;
  return order.indexOf(first);
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const script = file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]).join('\n')
    : text;
  return ts
    .preProcessFile(script, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(file), name.replace(/\?.*$/, '')))
    .flatMap((path) => [path, `${path}.ts`].filter((candidate) => known.has(candidate)));
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
}

function isDomName(name: string): boolean {
  return (
    /^(HTML|SVG)\w*Element$/.test(name) ||
    [
      'document',
      'window',
      'localStorage',
      'sessionStorage',
      'location',
      'history',
      'alert',
      'confirm',
      'DOMParser',
      'Element',
      'MutationObserver',
      'ResizeObserver',
      'requestAnimationFrame',
      'OffscreenCanvas',
    ].includes(name)
  );
}

/** Used as a name of the global scope: not a property, not declared in the file. */
function isFreeName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  const named = [
    ts.isPropertyAssignment,
    ts.isPropertySignature,
    ts.isPropertyDeclaration,
    ts.isMethodDeclaration,
    ts.isMethodSignature,
  ];
  if (named.some((isKind) => isKind(parent)) && (parent as ts.NamedDeclaration).name === node) return false;
  if (
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isFunctionDeclaration(parent)
  )
    return false;
  const declared = new RegExp(`(?:const|let|function|import|[({,])\\s*(?:type\\s+)?${node.text}\\s*[:,)}=]`);
  return !declared.test(node.getSourceFile().text);
}

function blanks(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
}
