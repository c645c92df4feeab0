/**
 * What the documents say against what is so: examples are run, names are looked up. After a change in the answers,
 * `npx vitest run tests/docs -u` writes what the commands print now into both READMEs.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRows } from '../../src/cli/scoring.ts';
import { parseBank } from '../../src/core/bank.ts';
import { parseLexicon } from '../../src/core/lexicon.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { loadDictionary } from '../../src/core/terms.ts';
import { groupUnits } from '../../src/core/units.ts';
import { loadDocuments } from '../../src/knowledge/files.ts';
import { ARTICLE, KNOWLEDGE, REPOSITORY } from '../support/real.ts';

const READMES = ['README.md', 'README.zh-CN.md'] as const;
const DOCUMENTS = [...READMES, 'CHANGELOG.md', 'docs/design.md'] as const;

interface Block {
  language: string;
  code: string;
  /** Where its code begins in the document. */
  at: number;
  /** From the beginning of the opening fence to the end of the closing one. */
  start: number;
  end: number;
}

interface Example {
  command: string;
  output: Block;
}

const read = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^(```(\w*)\n)(.*?)^```$/gmsu)].map((match) => {
    const [whole, fence = '', language = '', code = ''] = match;
    return { language, code, at: match.index + fence.length, start: match.index, end: match.index + whole.length };
  });
}

/** The text without its code blocks, which hold no headings and no links. */
function proseOf(markdown: string): string {
  return blocksOf(markdown).reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), markdown);
}

function headingsOf(markdown: string): { level: number; text: string }[] {
  return [...proseOf(markdown).matchAll(/^(#+) (.+)$/gmu)].map(([, marks = '', text = '']) => ({ level: marks.length, text }));
}

/** Each shell block with the text block right below it. */
function examplesOf(markdown: string): Example[] {
  const blocks = blocksOf(markdown);
  return blocks.flatMap((block, i) => {
    const next = blocks[i + 1];
    const pair = block.language === 'sh' && next?.language === 'text' && markdown.slice(block.end, next.start).trim() === '';
    return pair ? [{ command: block.code.trimEnd(), output: next }] : [];
  });
}

/** Commands of this repository on one question or one line, and nothing else that a shell would do. */
const RUNNABLE = /^(?:echo '[^'\n]*' \| )?npm run --silent (?:ask|eval|knowledge) -- [^|&;<>$`\\\n]+$/u;
const outputs = new Map<string, Promise<string>>();

/** What a command prints; each is run once, one after the other. */
function outputOf(command: string): Promise<string> {
  const known = outputs.get(command);
  if (known) return known;
  const before = Promise.allSettled(outputs.values());
  const output = before.then(() => run(command));
  outputs.set(command, output);
  return output;
}

function run(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', command], { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`${command} ended with ${code}:\n${errors}`))));
  });
}

/** The document with what its commands print in place of what it says that they print. */
async function withOutputs(markdown: string): Promise<string> {
  let text = markdown;
  for (const { command, output } of examplesOf(markdown).reverse()) {
    const printed = await outputOf(command);
    text = text.slice(0, output.at) + `${printed.trimEnd()}\n` + text.slice(output.at + output.code.length);
  }
  return text;
}

describe.each(READMES)('%s', (file) => {
  const markdown = read(file);

  it('runs only commands of this repository', () => {
    const commands = examplesOf(markdown).map(({ command }) => command);
    expect(commands.length).toBeGreaterThanOrEqual(3);
    for (const command of commands) expect(command).toMatch(RUNNABLE);
  });

  it('shows exactly what its commands print', async () => {
    await expect(await withOutputs(markdown)).toMatchFileSnapshot(join(REPOSITORY, file));
  });

  it('shows an answer, a refusal and the two commands before anything else', () => {
    const firstScreen = markdown.slice(0, markdown.indexOf('\n## '));
    expect(blocksOf(firstScreen).map(({ language }) => language)).toEqual(['sh', 'text', 'sh', 'text', 'sh']);
    expect(blocksOf(firstScreen).at(-1)?.code).toBe('npm ci && npm start\nnpm ci && npm test\n');
    expect(firstScreen).not.toMatch(/^[-*] /mu);
  });

  it('has a tree of files that exist, with a comment on each line', () => {
    const tree = blocksOf(markdown).find(({ code }) => code.startsWith('knowledge/ '));
    const folders: string[] = [];
    for (const line of tree?.code.trimEnd().split('\n') ?? []) {
      const [, indent = '', name = ''] = /^((?: {2})*)(\S+)(?: +\S.*)?$/u.exec(line) ?? [];
      folders.splice(indent.length / 2, Infinity, name);
      expect(existsSync(join(REPOSITORY, ...folders)), line).toBe(true);
      expect(line, line).toMatch(/\S {2,}\S|^src\/$/u);
    }
    expect(tree).toBeDefined();
  });

  it('links to files and headings that exist', () => {
    const anchors = headingsOf(markdown).map(({ text }) => `#${text.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-')}`);
    for (const [, target = ''] of proseOf(markdown).matchAll(/\]\(([^)]+)\)/gu)) {
      if (target.startsWith('#')) expect(anchors).toContain(target);
      else if (!/^https:/u.test(target)) expect(existsSync(join(REPOSITORY, target)), target).toBe(true);
    }
  });
});

describe('Both READMEs', () => {
  const [english, chinese] = READMES.map(read) as [string, string];

  it('have the same headings, each in its language', () => {
    expect(headingsOf(chinese).map(({ level }) => level)).toEqual(headingsOf(english).map(({ level }) => level));
  });

  it('have the same code blocks', () => {
    const plain = (markdown: string): string[] => blocksOf(markdown).map(({ language, code }) => `${language}\n${code}`);
    expect(plain(chinese)).toEqual(plain(english));
  });

  it('have the same figures', () => {
    const figures = (markdown: string): string[][] => {
      const [, table = ''] = /<!-- figures -->\n(.*?)<!-- \/figures -->/su.exec(markdown) ?? [];
      return table.trim().split('\n').slice(2).map((row) => row.split('|').slice(2).map((cell) => cell.normalize('NFKC').replace(/\s/gu, '')));
    };
    expect(figures(english)).toHaveLength(3);
    expect(figures(chinese)).toEqual(figures(english));
  });
});

describe('What the README tells to write', () => {
  const blocks = blocksOf(read('README.md'));
  const blockWith = (beginning: string, language = 'json'): string => blocks.find((block) => block.language === language && block.code.startsWith(beginning))?.code ?? '';
  const { documents } = loadDocuments(join(KNOWLEDGE, 'sources'), []);

  it('is a side file that is read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    try {
      writeFileSync(join(folder, '指南.md'), '# 指南\n\n到服务站申请。\n');
      writeFileSync(join(folder, '指南.json'), blockWith('{\n'));
      expect(loadDocuments(folder, []).problems).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is a question bank without problems', () => {
    const units = documents.flatMap((document) => groupUnits(cutPassages(document)));
    const { lines, problems } = parseBank(new Map([['example', blockWith('@document', 'text')]]), units);
    expect(problems).toEqual([]);
    expect(lines.map(({ label }) => label.type)).toEqual(['answered', 'answered', 'missing', 'offtopic']);
  });

  it('is a lexicon without problems', () => {
    loadDictionary([]);
    const rules = blocks.find(({ code }) => code.includes(' => ') && !code.includes('--why') && code.split('\n').length === 3)?.code;
    const { problems, synonyms } = parseLexicon(new Map([['synonyms-example', rules ?? '']]));
    expect(problems).toEqual([]);
    expect(synonyms.size).toBeGreaterThan(0);
  });

  it('is a question set that can be scored', () => {
    const [row] = parseRows(blockWith('{"id"'), 'example');
    const text = documents.find(({ file }) => file === ARTICLE)?.text ?? '';
    expect(row?.gold.every((gold) => text.includes(gold))).toBe(true);
  });
});

describe('What the documents name', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const files = [...DOCUMENTS, '.env.example'] as const;

  it.each(files)('in %s as a script is one, and starts a file that exists', (file) => {
    for (const [whole, script, own] of read(file).matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/gu)) {
      const name = script ?? own ?? '';
      expect(Object.keys(scripts), whole).toContain(name);
      for (const [target] of (scripts[name] ?? '').matchAll(/\b(?:src|bench)\/[\w/-]+\.ts/gu)) expect(existsSync(join(REPOSITORY, target)), target).toBe(true);
    }
  });

  it.each(DOCUMENTS)('in %s as a path is one', (file) => {
    for (const [, path = ''] of read(file).matchAll(/`((?:src|tests|knowledge|bench|docs)\/[\w./-]*)`/gu)) {
      expect(existsSync(join(REPOSITORY, path)), path).toBe(true);
    }
  });

  it('in the design as files of core are all there are', () => {
    const design = read('docs/design.md');
    for (const file of readdirSync(join(REPOSITORY, 'src/core'))) expect(design, `src/core/${file}`).toContain(`\`${file}\``);
  });

  it('in .env.example as variables are those that are read, and no other', () => {
    const explained = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gmu)].map(([, name]) => name);
    const known = [...read('src/config.ts').matchAll(/value\('([A-Z_]+)'\)/gu)].map(([, name]) => name);
    expect(known.length).toBeGreaterThan(0);
    expect([...explained].sort()).toEqual([...known].sort());
  });

  it('as example and as test command is what the gate runs', () => {
    const gate = read('.ci/run');
    const [example] = examplesOf(read('README.md'));
    const [, question = 'no question'] = /-- "(.+)"$/u.exec(example?.command ?? '') ?? [];
    expect(gate).toContain('(npm ci && npm test)');
    expect(gate).toContain(`question='${question}'`);
  });
});
