/** Questions from the numbers and names of a clause: how many, how long, how much, when, what it is called. */
import { act, condition, noun, NUMERAL, OVER, shortened, subject, unquoted } from './derive-text.ts';
import type { Rule } from './derive-text.ts';

const MEASURE = '(?:人次|平方米|公里|个|家|条|名|人|次|项|位|所|处|座|批|届|篇|户|份|件|种|类|张|台|辆|艘|支|间|套)';
const COUNT = new RegExp(String.raw`(?<![第\d百千万十一二三四五六七八九.])(${NUMERAL})(${OVER})(${MEASURE})(?!工作日|月|小时)(以[上下])?`, 'gu');
const NAMED_BEFORE = /[“《]([^”》“《]{2,14})[”》]$/u;
/** 10万党员干部: a large number needs no measure word. */
const LARGE = new RegExp(String.raw`(?<![第\d])(?:${NUMERAL}[万亿]|\d+[万亿])${OVER}(?=\p{Script=Han}{2})(?!元|个|家|条|名|人|次|项|平)(\p{Script=Han}{2,10})`, 'u');

/** 222条市区公交线路: how many. */
export const counts: Rule = ({ text }) => {
  const asked = [...text.matchAll(COUNT)].flatMap((found) => {
    const [whole, numeral = '', , measure = '', bound = ''] = found;
    if (/^[一两]$/u.test(numeral)) return [];
    const rest = text.slice(found.index + whole.length);
    const what = noun(rest.replace(/^的/u, '')) || (rest === '' || /^[，、]/u.test(rest) ? (NAMED_BEFORE.exec(text.slice(0, found.index))?.[1] ?? '') : '');
    if (what === '' || (what.length < 2 && measure !== '人')) return [];
    const how = /^(?:\d|[二三四五六七八九]$)/u.test(numeral) && numeral.length === 1 ? '几' : '多少';
    const at = bound === '以上' ? '至少要' : '有';
    return [`${at}${how}${measure}${what}`, ...(what.length <= 8 && bound === '' && measure !== '人次' ? [`${what}有多少${measure}`] : [])];
  });
  const large = LARGE.exec(text)?.[1];
  return large === undefined ? asked : [...asked, `有多少${noun(large)}`];
};

/** 第45批护航任务: which in a row. */
export const ordinals: Rule = ({ text }) => {
  const found = /第\d+([批届次期])/u.exec(text);
  const what = found ? noun(text.slice(found.index + found[0].length)) : '';
  const streak = /[一二三四五六七八九十\d]+连冠/u.test(text) ? ['是几连冠'] : [];
  return found && what !== '' ? [`是第几${found[1]}${what.length > 6 ? what.slice(0, 4) : what}`, ...streak] : streak;
};

const UNIT: Readonly<Record<string, string>> = { 个工作日: '几个工作日', 工作日: '几个工作日', 日: '几天', 天: '几天', 个月: '几个月', 年: '几年', 周: '几周', 小时: '几个小时' };
const WITHIN = new RegExp(String.raw`^(.*?)(?:自[^，]{2,20}起)?(?:在|于)?${NUMERAL}(个工作日|个月|工作日|日|天|年|周|小时)(?:以内|之内|内)[，,]?(.{2,})$`, 'u');
const LASTS = new RegExp(String.raw`(\p{Script=Han}{0,8}(?:期|期限|时间|年限))(?:一般|最长|最多|最短)?(?:为|是|不得超过|不超过|不得少于|不少于|不得低于)${NUMERAL}个?(?:工作日|日|天|月|年|周|小时)`, 'u');
const FULL = new RegExp(String.raw`^([^，]{0,16}?)(?<!缴费至)满${NUMERAL}(年|周岁|个月)(?:以上)?(?:的)?([^，]{0,12})`, 'u');

/** 在十五个工作日内答复, 试用期不得超过六个月, 缴费满十五年: how long. */
export const durations: Rule = ({ text, before }) => {
  const [, own = '', unit = '', rest = ''] = WITHIN.exec(text) ?? [];
  const does = act(rest, 14);
  const asked = [];
  if (does !== '') {
    const who = subject(own.replace(/(?:应当|可以|必须|应)(?:在|于)?$/u, ''), '', 10);
    asked.push(`${who}${UNIT[unit] ?? '几天'}内${does}`, `多久${does}`);
  }
  const period = LASTS.exec(text)?.[1];
  if (period !== undefined) asked.push(`${period}多久`);
  const [, has = '', years = '', then = ''] = FULL.exec(text) ?? [];
  const whose = subject(has, condition(before), 16);
  if (years === '周岁') asked.push(`要满几周岁${shortened(then, 10)}`);
  else if (years !== '' && whose !== '') asked.push(`${whose}要满${years === '年' ? '几年' : '几个月'}`);
  return asked;
};

const SUM = new RegExp(String.raw`(给予|处以?|并处|发给|支付|缴纳|补助|奖励|罚款|补贴|领取)?[^，。；元]{0,16}?${NUMERAL}${OVER}元(?:以[上下])?(?:至?[^，。；元]{0,8}元(?:以[上下])?)?的?(\p{Script=Han}{0,10})`, 'u');
const PERCENT = new RegExp(String.raw`(\p{Script=Han}{0,8}?)的?(?:百分之${NUMERAL}|\d+(?:\.\d+)?[%％])`, 'u');

/** 五千元奖励, 百分之八: how much. */
export const amounts: Rule = ({ text, before }) => {
  const asked = [];
  const found = SUM.exec(text);
  if (found) {
    const what = noun(found[2] ?? '');
    const who = subject('', condition(before), 16);
    if (/罚款/u.test(found[0])) asked.push(`${who}罚多少钱`, '罚款是多少');
    else if (what.length >= 2) asked.push(`${who}给多少钱${what}`, `${what}是多少钱`);
    else asked.push(`${who}${found[1] ?? '是'}多少钱`);
  }
  const share = PERCENT.exec(text)?.[1]?.replace(/^.*(?:按照?|为|是|达到|低于|超过|少于)/u, '');
  if (share !== undefined && share.length >= 2) asked.push(`是${share}的百分之几`);
  return asked;
};

const DATE = new RegExp(String.raw`(?:每年)?(?:\d{4}年)?${NUMERAL}月(?:${NUMERAL}日)?`, 'u');

/** 每年九月为国防教育月, 八月一日以前发放, 4月23日，某市荣膺…: when. */
export const dates: Rule = ({ text, after }) => {
  const found = DATE.exec(text);
  if (!found || /起(?:施行|实施|生效|执行)/u.test(text) || /个$/u.test(text.slice(0, found.index))) return [];
  const rest = text.slice(found.index + found[0].length);
  if (rest === '') {
    const event = shortened(unquoted(after), 24);
    return event.length < 4 ? [] : [`${event}是哪一天`];
  }
  const named = /^(?:为|是)(.{2,14})$/u.exec(rest)?.[1];
  if (named !== undefined) return [`${unquoted(named)}是什么时候`, `${unquoted(named)}是${found[0].endsWith('日') ? '哪天' : '几月'}`];
  const [, bound = '', does = ''] = /^(以前|之前|前)?(?:应当|，)?(.+)$/u.exec(rest) ?? [];
  const event = act(does, 16);
  const who = subject(text.slice(0, found.index).replace(/(?:应当|可以|必须|应)?(?:在|于|自)?$/u, ''), '', 8);
  return event.length < 2 ? [] : [`${who}${bound === '' ? '' : '最晚'}什么时候${event}`];
};

const GIVES = /(?:首创|培育|搭建|设立|成立|建立|打造|荣膺|获得|登上|出台|援建|形成|推出|举办|评为|命名为|建成|构建|传承|秉持)/gu;
const NAMES = new RegExp(String.raw`(?:[“《][^”》]{2,30}[”》][、和]?)+(?:等)?(?:\d+${OVER}项)?(的?\p{Script=Han}{0,8})`, 'gu');
/** Kinds of things that have names, and kinds that are said rather than named. */
const KIND = '(?:助学金|联合会|团队|学校|基金|平台|品牌|驿站|门店|示范街|活动|称号|工程|文件|服务|杂志|基地|机构|展览|项目|殊荣|条例|意见|办法|措施)';
const SAID = '(?:传统|信念|精神|体系|格局|口号|机制|原则|方针)';
const ENDS = new RegExp(String.raw`^\p{Script=Han}{0,6}?(?:${KIND}|${SAID})`, 'u');

/** 首创“拥军门店”服务品牌: what it is called. */
export const names: Rule = ({ text }) =>
  [...text.matchAll(NAMES)].flatMap((found) => {
    const [whole, head = ''] = found;
    const verb = [...text.slice(0, found.index).matchAll(GIVES)].at(-1)?.[0] ?? '';
    if (/《[^》]*(?:法|条例)》/u.test(whole) && verb === '') return [];
    const inside = unquoted(/[“《]([^”》]*)[”》]/u.exec(whole)?.[1] ?? '');
    const kind = ENDS.exec(head.replace(/^的/u, ''))?.[0] ?? new RegExp(`${KIND}$`, 'u').exec(inside)?.[0] ?? '';
    if (kind === '') return [];
    return [`${verb === '' ? '' : `${verb}的`}${kind}${new RegExp(`${SAID}$`, 'u').test(kind) ? '是' : '叫'}什么`];
  });
