/**
 * Drafts a question bank for a document that has none, from the form of its clauses and from its headings. A person of the office
 * accepts, rewords or strikes each line.
 */
import { findUnit } from '../core/bank.ts';
import { articleQuestions, questionsOfClauses } from '../core/derive.ts';
import type { Document } from '../core/document.ts';
import { cutPassages } from '../core/passages.ts';
import { groupUnits } from '../core/units.ts';
import type { Unit } from '../core/units.ts';

/** 第一章 总则 is nothing that people ask for. */
const DIVISION = /^第[零〇一二三四五六七八九十百千\d]+[编章节]|^(?:总则|附则)$/u;
const ASKING = /怎么|如何|什么|哪|谁|多少|多久|几|吗/u;
const LONGEST_HEADING = 12;
/** What a guide calls itself behind the thing that it is about. */
const KIND_OF_GUIDE = /^(.{2,12}?)(?:办事|服务|办理|申请)?(?:指南|指引|须知|流程|问答)$/u;

/** A draft in the format of the question bank: each clause that has something to ask, with its questions. */
export function suggest(document: Document): string {
  const units = groupUnits(cutPassages(document));
  const told = new Set<string>();
  const groups = units.filter(isParagraph).flatMap((unit) => groupsOf(unit, units, told));
  const head = ['# 按句子的写法起草，不懂意思，请逐条核对：留下问得对的，改成平时的说法，删去其余的。', `@document ${document.file}`, ''];
  return `${[...head, ...groups].join('\n')}\n`;
}

const isParagraph = (unit: Unit): boolean => unit.clauses[0]?.block.kind === 'paragraph';

function groupsOf(unit: Unit, units: readonly Unit[], told: Set<string>): string[] {
  const { text } = unit.document;
  const clauses = unit.clauses.map(({ start, end }) => text.slice(start, end));
  const above = [...headingQuestions(unit, units), ...articleQuestions(text.slice(unit.start, unit.end))];
  return questionsOfClauses(clauses).flatMap((questions, at) => {
    const reference = referenceTo(clauses[at] ?? '', unit, units);
    const fresh = [...(at === 0 ? above : []), ...questions].filter((question) => !told.has(question));
    if (reference === null || fresh.length === 0) return [];
    for (const question of fresh) told.add(question);
    return [`= ${reference}`, ...fresh, ''];
  });
}

/** What the heading right above asks: itself where it is a question, else what it is; with what the guide is about. */
function headingQuestions(unit: Unit, units: readonly Unit[]): string[] {
  const above = units[units.indexOf(unit) - 1];
  if (above?.clauses[0]?.block.kind !== 'heading') return [];
  const heading = above.document.text.slice(above.start, above.end).trim();
  if (heading.length < 2 || heading.length > LONGEST_HEADING || DIVISION.test(heading) || /[，。；,;]/u.test(heading)) return [];
  const about = KIND_OF_GUIDE.exec(unit.document.title)?.[1] ?? '';
  const question = ASKING.test(heading) ? heading.replace(/[?？]$/u, '') : `${heading}是什么`;
  return [heading.includes(about) ? question : about + question];
}

/** Words that the bank finds this unit by: the clause, or all of the unit where another has the same clause. */
function referenceTo(clause: string, unit: Unit, units: readonly Unit[]): string | null {
  const whole = unit.document.text.slice(unit.start, unit.end);
  return [clause, whole].map((reference) => reference.replace(/\s+/gu, ' ').trim()).find((reference) => !reference.includes('|') && findUnit(reference, units) === unit) ?? null;
}
