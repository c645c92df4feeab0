/** The kind of thing that a question asks for and that a sentence holds: a number of days, an authority, a permission … */
import type { Facet } from './answer.ts';

const NUMBER = String.raw`[\d一二三四五六七八九十百千万两半]`;

/** Answer types by what a sentence holds. Sources of the patterns: the forms that Chinese laws and news state them in. */
const HELD: readonly (readonly [string, RegExp])[] = [
  ['duration', new RegExp(`${NUMBER}+(?:余|多)?(?:个)?(?:工作日|日|天|周|星期|个月|月|年|载|小时|学年|周岁|届)(?!度|级)`, 'u')],
  ['age', new RegExp(`${NUMBER}+(?:周岁|岁)`, 'u')],
  ['date', new RegExp(`\\d{4}年|${NUMBER}+月(?:${NUMBER}|的第)|起施行|农历|星期[一二三四五六日]`, 'u')],
  ['money', new RegExp(`${NUMBER}+(?:余|多)?(?:元|万元|亿元|块)|平均工资|个月(?:的)?(?:本人|经济|工资|基本)|${NUMBER}+倍`, 'u')],
  ['percent', new RegExp(`百分之|[\\d.]+%|万分之|千分之|${NUMBER}+倍|${NUMBER}分之${NUMBER}`, 'u')],
  ['standard', /标准|比例|额度/u],
  ['count', new RegExp(`${NUMBER}+(?:余)?(?:个|家|条|名|人|所|项|种|次|处|座|批|级|类|连冠|多名|代)|至少一|两人|三人`, 'u')],
  ['authority', /由[^，。,]{2,40}(?:负责|规定|制定|确定|部门|机关|政府|机构|委员会|单位|法院|处理|支付|承担|给予|审查|批准|决定)|(?:部门|机关|政府|机构|委员会|法院|公安|单位)(?:应当|负责|会同|依法|给予|责令|可以|按照|作出|备案|申请)|国务院|中央军事委员会|人民政府/u],
  ['permission', /可以|有权|允许|享受|享有|应当|给予|同等|适用于|实现|推出/u],
  ['prohibition', /不得|禁止|不予|不能|无权|拒绝|不承担|不缴纳|不收|免|不再/u],
  ['penalty', /罚款|处分|责令|警告|吊销|刑事责任|没收|追究|处以|拘留|赔偿|滞纳金/u],
  ['definition', /是指|称为|，称|,称|所称|包括|含义|即|分为|为[^，。,]{2,12}节|为全国/u],
  ['list', /、.*、|下列|[：:]$/u],
  ['place', /(?:向|到|在|去|于)[^，。,]{2,25}(?:机关|部门|机构|政府|法院|委员会|社区|街道|所在地|单位|学校|小学|中学|医院|站)|所在地|户籍地|青岛|小学|中学/u],
  ['free', /免费|免首道|不收|免收|免交|免缴|减免|免征|无偿|免试/u],
  ['name', /《[^》]+》|“[^”]+”/u],
];

/** Answer types that a number settles: a sentence without it cannot be the answer. */
export const NUMERIC: ReadonlySet<string> = new Set(['duration', 'age', 'date', 'money', 'percent', 'count']);

/** What a question wants, by how it is put; several may hold, then any of them will do. */
const WANTED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/多久|多长时间|多少天|几天|几个月|多少个月|几年|多少年|期限|最长|最短|最晚|最迟|几日|时限|多少日|提前多|多长/u, ['duration']],
  [/多大年纪|几岁|多少岁|满多大|年龄/u, ['age', 'duration']],
  [/哪天|哪一天|几月几|什么时候|啥时候|何时|哪年|几号|日期|生效|施行|实施时间|多会儿/u, ['date', 'duration']],
  [/多少钱|多少元|多少万|罚多少|赔多少|交多少|发多少|给多少|领多少|拿多少|金额|几个月工资|赔几个月/u, ['money', 'percent']],
  [/几倍|比例|百分之几|占多少|几个点|几成|费率/u, ['percent', 'money']],
  [/标准|怎么算|按多少/u, ['standard', 'percent', 'money']],
  [/多少个|多少家|多少人|几家|几条|多少条|多少名|几所|几次|多少次|几级|几个人|多少所/u, ['count']],
  [/几种|哪几种|几类|几个/u, ['count', 'list', 'duration']],
  [/谁|哪个部门|哪个机关|什么部门|哪家|哪级|哪一级|归哪|谁管|谁来|由谁|找谁|哪个机构|哪个单位|啥部门/u, ['authority', 'place']],
  [/罚|处罚|后果|会怎么样|会怎样|怎么处理|什么责任|坐牢|违法|追究/u, ['penalty']],
  [/能不能|可不可以|可以吗|行吗|行不行|能吗|能.{1,14}[吗不么]$|可以.{1,14}[吗不么]$|让不让|准不准|允许|能这样/u, ['permission', 'prohibition', 'free']],
  [/要不要|必须|用不用|得不得|需不需要|有义务|要.{1,12}[吗不么]$|还要|会不会/u, ['permission', 'prohibition', 'free', 'duration']],
  [/要钱|免费|收费|花钱|掏钱|不要钱|收钱|交钱|买票/u, ['free', 'money', 'prohibition', 'permission']],
  [/是什么|什么是|啥叫|什么叫|指什么|是指|算不算|哪些人|包括|算什么/u, ['definition', 'list', 'name', 'permission']],
  [/哪些|哪几|都有啥|有什么/u, ['list', 'definition', 'permission', 'name']],
  [/去哪|在哪|哪里|哪儿|到哪|上哪|向哪/u, ['place', 'authority']],
];

/** The answer types that a folded sentence holds. */
export function answerTypes(sentence: string): Set<string> {
  return new Set(HELD.filter(([, pattern]) => pattern.test(sentence)).map(([type]) => type));
}

/** The answer types that a folded question asks for; empty where its form does not tell. */
export function wantedTypes(question: string): string[] {
  return [...new Set(WANTED.filter(([pattern]) => pattern.test(question)).flatMap(([, types]) => types))];
}

/** True when a question asks for a number of some kind and for nothing else, and the sentence holds none of that kind. */
export function lacksNumber(wanted: readonly string[], held: ReadonlySet<string>): boolean {
  return wanted.length > 0 && wanted.every((type) => NUMERIC.has(type)) && !wanted.some((type) => held.has(type));
}

/** What a sentence must hold to answer a question for this kind of thing; kinds that no form betrays are left out. */
const FACET_FORM: Partial<Record<Facet, RegExp>> = {
  phone: /\d{5,}|https?:|www\.|@/u,
  address: /(?:路|街|巷|大道|楼|室|层)\d*|\d+号|位于|地址|所在地|户籍地|居住地|住所地|(?:向|到|在)[^，。,]{2,25}(?:机关|部门|机构|政府|法院|委员会|社区|街道|办事处|单位|站|窗口)/u,
  hours: /\d{1,2}[:：]\d{2}|[\d一二三四五六七八九十两]+(?:点|时)(?:至|到|前|后|半)|工作日|节假日|全天|周[一二三四五六日]/u,
  documents: /证明|证件|身份证|户口簿|材料|申请书|证书|凭证|表格|登记表|持[^，。,]{1,20}(?:证|书)|凭[^，。,]{1,20}(?:证|书)/u,
  howto: /申请|办理|登记|提出|提交|报名|申报|审核|批准|报告|投诉|起诉|提供|备案|通过|凭|持|向[^，。,]{2,25}(?:机关|部门|机构|政府|法院|委员会|单位)/u,
  amount: new RegExp(`${NUMBER}+(?:余|多)?(?:元|万元|亿元|块)|百分之|%|${NUMBER}+倍|标准|平均工资|${NUMBER}分之${NUMBER}|${NUMBER}+个月(?:的)?(?:本人|经济|工资|基本)`, 'u'),
  date: new RegExp(`\\d{4}年|${NUMBER}+月(?:${NUMBER}|的第)|之日|起施行|星期[一二三四五六日]|每年|次月|当日|${NUMBER}+(?:个)?(?:工作日|日|天|周|星期|个月|月|年)`, 'u'),
  count: new RegExp(`${NUMBER}`, 'u'),
};

/** True when the sentence has not the form that an answer to this kind of question has. */
export function lacksForm(facet: Facet, sentence: string): boolean {
  const form = FACET_FORM[facet];
  return form !== undefined && !form.test(sentence);
}

/** Units that are said and written differently; each of the others stands for itself. */
const SAME_UNIT: readonly string[] = ['天日', '块元', '年载', '次回趟', '人名位', '个家所处', '种类项'];
const COUNTED = /(?:第几|几|多少)(?:个)?(月|岁|分|门|张|级|届|倍|次|回|趟|人|名|位|家|条|所|处|块|元|天|日|年|种|类|项|批|艘|支|辆|亩|本|座|站|里|米|吨)?(\p{Script=Han}{0,8})/u;

/**
 * Whether the sentence counts what the question counts (几门, 多少分): 1 when a number stands before that unit or its equal, -1 when
 * none does, 0 when the question counts nothing that has a unit of its own.
 */
export function sameUnit(question: string, sentence: string): number {
  const unit = COUNTED.exec(question)?.[1];
  if (unit === undefined) return 0;
  const equal = SAME_UNIT.find((units) => units.includes(unit)) ?? unit;
  return new RegExp(`${NUMBER}+(?:余|多|万|个|周|工作)*[${equal}]`, 'u').test(sentence) ? 1 : -1;
}

/**
 * How far a number of the sentence counts the same things as the question: the share of the counted noun's character pairs that stand
 * behind one number (几条地铁线路 against 222条市区公交线路: one half). 1 when the question counts nothing or names no noun.
 */
export function sameNoun(question: string, sentence: string): number {
  const noun = (COUNTED.exec(question)?.[2] ?? '').replace(/^(?:的|是|有|了|啊|呢|呀|吗|来着)+|(?:了|的|啊|呢|呀|吗|不|要|能|在|对|给|可以|参加|享受|免费).*$/gu, '');
  if (noun.length < 2) return 1;
  const pairs = Array.from({ length: noun.length - 1 }, (_, i) => noun.slice(i, i + 2));
  const behind = [...sentence.matchAll(new RegExp(`${NUMBER}+[余多]?\\p{Script=Han}{0,12}`, 'gu'))].map((match) => match[0]);
  return Math.max(0, ...behind.map((text) => pairs.filter((pair) => text.includes(pair)).length / pairs.length));
}

const WHICH = /(?:是|叫|有)?哪(\d+|[二三四五六七八九十]+|两)[余多]?(?:个|家|条|所|项|处|种|座|次|批|届|位|名)/u;
const DIGITS = '零一二三四五六七八九十';

/** True when a question asks which of so many things there are (哪30个景区), and the sentence lists fewer. */
export function lacksItems(question: string, sentence: string): boolean {
  const said = WHICH.exec(question)?.[1];
  if (said === undefined) return false;
  const wanted = /\d/u.test(said) ? Number(said) : said === '两' ? 2 : Math.max(2, DIGITS.indexOf(said));
  const listed = Math.max(...sentence.split(/[,，;；。:：]/u).map((clause) => Math.max(clause.split('、').length, clause.match(/[“《][^”》]+[”》]/gu)?.length ?? 0)));
  return listed < wanted;
}
