/** Questions from what a clause states of somebody: who must, may or may not, by whom, what something is, whether it costs. */
import { act, condition, NUMERAL, shortened, subject, unquoted } from './derive-text.ts';
import type { Rule } from './derive-text.ts';

const PEOPLE = /(?:人员?|子女|配偶|父母|军人|军官|军士|士兵|对象|儿童|公民|职工|学生|家属|军属|遗属)$/u;

/** 本法所称军属，是指… and …称为…: what it is, and who counts as one. */
export const definition: Rule = ({ text, before }) => {
  const stated = /^(?:是指|指|是)/u.test(text) ? /所称的?(.{2,18})$/u.exec(before)?.[1] : /(?:所称的?)?([^，]{2,18}?)，?是指/u.exec(text)?.[1];
  const named = /(?:称为|称作|叫做)[“"]?(\p{Script=Han}{2,12})[”"]?$/u.exec(text)?.[1];
  const term = unquoted(stated ?? named ?? '').replace(/^.*所称的?/u, '').replace(/^[本该]/u, '');
  if (term === '' || /^(?:前款|下列|其他)/u.test(term)) return [];
  return [`什么是${term}`, PEOPLE.test(term) ? `哪些人算${term}` : `${term}是指什么`];
};

/** 自…起施行: from when on. */
export const effective: Rule = ({ text, before }) => {
  if (!/自.{2,24}起(?:施行|实施|生效|执行)/u.test(text)) return [];
  const kind = /本(法|条例|办法|规定|细则|决定|通知|规则)/u.exec(text)?.[1] ?? /本(法|条例|办法|规定|细则)/u.exec(before)?.[1];
  const what = kind === undefined ? '' : kind === '法' ? '这部法律' : `这个${kind}`;
  return [`${what}什么时候施行`, `${what}从哪天起生效`];
};

const DOES = '(?:规定|制定|公布|确定|负责|承担|组织|管理|主管|批准|审批|审核|审查|决定|给予|发放|支付|颁发|处以|责令|追究|处理|办理|安排|提供|选举|任命|编制|监督|统筹|领导|缴纳|受理|裁决|认定|出具|执行|解释|协调|没收|吊销|取消|撤销|介绍|移交|指定)';
const BY = new RegExp(String.raw`(?<![自理事缘经案])由(?!于|此)((?:(?!按照|依照|根据)[^，。；由]){2,30}?)(?:依法|会同[^，]{2,20}?|(?:按照|依照|根据)[^，]{0,12}?(?:规定|要求|需要)|统一|共同|分别|直接)*(${DOES})(?!的)([^，。；、]{0,12})`, 'u');

/** …由市政府规定: by whom; which authority, where it is one. */
export const byWhom: Rule = ({ text, before }) => {
  const found = BY.exec(text);
  if (!found) return [];
  const [, who = '', verb = '', rest = ''] = found;
  const what = subject(text.slice(0, found.index).replace(/(?:应当|可以|必须|分别|，|一般|，并)$/u, ''), condition(before));
  const object = rest.length <= 8 ? unquoted(rest) : '';
  if (what === '' && object.length < 2) return [];
  const ask = (word: string): string => `${what}由${word}${verb}${object}`;
  return [ask('谁'), ...(/(?:部门|机关|机构|委员会|政府|单位|法院)$/u.test(who) ? [ask(/政府$/u.test(who) ? '哪级政府' : '哪个部门')] : [])];
};

const CHARGE = new RegExp(String.raw`^(.{2,30}?)(?:统一|具体|依法)?(负责|主管|领导)(?!人|的)(.{2,})$`, 'u');

/** 退役军人事务部门负责组织实施: who is in charge. */
export const inCharge: Rule = ({ text }) => {
  const [, who = '', verb = '', rest = ''] = CHARGE.exec(text) ?? [];
  const what = act(rest, 16);
  if (who === '' || what.length < 2 || /由|应当|不得|可以/u.test(who)) return [];
  return [`谁${verb}${what}`, ...(/部门$/u.test(who) ? [`哪个部门${verb}${what}`] : [])];
};

const MODAL = /^(.{0,26}?)(不得|不应当|应当|必须|可以|有权|禁止|严禁)(.{2,})$/u;
/** Who can be told to do something; 标准应当公布 does not say who publishes it. */
const AGENT = /(?:部门|机关|机构|单位|政府|组织|企业|公司|学校|医院|法院|检察院|委员会|协会|工会|人|人员|军人|职工|公民|居民|学生|家庭|个人|者|街道|社区|院|校|国家|市|县)$/u;
/** Words before a modal verb that are no subject. */
const NO_SUBJECT = /^(?:对|在|因|按|经|为|由|向|从|依|根据|自|有下列|符合|违反|需要|确需|情况|必要时)/u;

/** 街道应当答复, 军属可以申请, 不得挪用: who must, whether one may. */
export const modal: Rule = ({ text, before }) => {
  const [, own = '', verb = '', rest = ''] = MODAL.exec(text) ?? [];
  const what = act(rest, 16);
  // 应当由第三人负担 is asked by whom, and 应当缴纳的保险费由政府承担 is about the fee.
  if (what.length < 2 || /^(?:下列|有下列|以下|由|符合下列)|^.{1,8}的.*由/u.test(what)) return [];
  const named = NO_SUBJECT.test(own) ? '' : subject(own, condition(before));
  const who = NO_SUBJECT.test(named) ? '' : named;
  if (verb === '应当' || verb === '必须') return [...(AGENT.test(who) ? [`谁${verb}${what}`] : []), ...(who === '' ? [] : [`${who}要${what}吗`])];
  if (verb === '可以' || verb === '有权') return [`${who}能不能${what}`, ...(who === '' ? [] : [`${who}可以${what}吗`])];
  return [`${who}能不能${what}`, `可以${what}吗`];
};

const PAPERS = /^(.{0,16}?)(?:应当|必须|须|需要?|要)?(?:携带|提交|提供|出示|递交)(?!.*服务)(?:下列|以下)?[^，]{0,24}(?:证|证件|材料|证明|文件|照片|表|簿)/u;

/** 申请优待证须携带身份证、户口簿: which papers. */
export const papers: Rule = ({ text, before }) => {
  const found = PAPERS.exec(text);
  if (!found) return [];
  const who = subject(found[1] ?? '', condition(before));
  return [`${NO_SUBJECT.test(who) ? '' : who}要带什么材料`];
};

const COUNTED = new RegExp(String.raw`${NUMERAL}[余多]?[个家条名项位所处座]`, 'gu');

/** 免费乘坐…, 免门票游览…, 不收学费: whether it costs anything. */
export const free: Rule = ({ text }) => {
  const doing = /免费([^，。；、“”]{2,20})/u.exec(text)?.[1] ?? '';
  const ticket = /免(?:首道)?门票([^，。；、等]{2,16})/u.exec(text)?.[1] ?? '';
  const fee = /(?:不收取?|免收|免交|免缴|免除)([\p{Script=Han}、]{1,10}?费)/u.exec(text)?.[1] ?? '';
  const what = (found: string): string => shortened(unquoted(found).replace(COUNTED, ''), 14);
  const asked = [];
  if (what(doing) !== '' && !/^(?:的|提供)/u.test(doing)) asked.push(`${what(doing)}要钱吗`, `${what(doing)}免费吗`);
  if (/免费提供/u.test(text) && what(doing) !== '') asked.push(`${what(doing).replace(/^提供/u, '')}要钱吗`);
  if (what(ticket) !== '') asked.push(`${what(ticket)}要买门票吗`);
  if (fee !== '') asked.push(`要交${fee}吗`);
  return asked;
};

const MONEY = '(?:补贴|补助金?|津贴|抚恤金|优待金|慰问金|奖励|奖金|助学金|奖学金|救助金|补偿金|生活费|护理费)';
const GRANT = new RegExp(String.raw`^(.*?)(给予|发放|发给|享受|领取|提供)([^，。；、]{0,12}?${MONEY})`, 'u');
const MODIFIER = new RegExp(String.raw`^.*(?:的|${NUMERAL}元(?:以[上下])?|${NUMERAL}次(?!性))`, 'u');

/** 发放抚恤补贴, 义务兵家庭领取慰问金: whether one gets any. */
export const grant: Rule = ({ text, before }) => {
  const [, own = '', verb = '', found = ''] = GRANT.exec(text) ?? [];
  const what = unquoted(found).replace(MODIFIER, '').replace(/^(?:一定|适当|相应)/u, '');
  if (what === '') return [];
  const whom = subject('', condition(before));
  if (!/享受|领取/u.test(verb)) return [`${whom}给${what}吗`];
  const who = subject(own.replace(/(?:可以|应当|按照规定|依法|每年|每月|按月|定期|一次性)+$/u, ''), '') || whom;
  return [`${who}有${what}吗`];
};
