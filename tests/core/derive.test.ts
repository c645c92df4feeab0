import { describe, expect, it } from 'vitest';
import { derivedQuestions, MOST_QUESTIONS } from '../../src/core/derive.ts';

describe('A clause is asked', () => {
  it.each([
    ['how many, with the measure word and what is counted', '建成922个退役军人服务中心。', ['有多少个退役军人服务中心', '退役军人服务中心有多少个']],
    ['how many of a large number without a measure word', '为10万党员干部、师生授课。', ['有多少党员干部']],
    ['how few', '首创5个志愿服务站。', ['有几个志愿服务站']],
    ['which in a row', '执行第45批护航任务。', ['是第几批护航任务']],
    ['how long it takes', '街道应当在十五个工作日内答复。', ['街道几个工作日内答复', '多久答复']],
    ['how long it lasts', '试用期最长不得超过六个月。', ['试用期多久']],
    ['how many years are needed', '企业接收军属就业满两年的，给予奖励。', ['企业接收军属就业要满几年']],
    ['how much money', '企业接收军属的，给予五千元奖励。', ['企业接收军属给多少钱奖励', '奖励是多少钱']],
    ['how much the fine is', '可以并处二百元罚款。', ['罚多少钱', '罚款是多少']],
    ['when', '每年九月为国防教育月。', ['国防教育月是什么时候', '国防教育月是几月']],
    ['until when', '慰问金应当在每年八月一日以前发放。', ['慰问金最晚什么时候发放']],
    ['from when on', '本条例自2020年8月1日起施行。', ['这个条例什么时候施行', '这个条例从哪天起生效']],
    ['what it is called', '首创“拥军门店”服务品牌。', ['首创的服务叫什么']],
    ['what a word means, and who counts', '本条例所称军属，是指军人的配偶、父母和未成年子女。', ['什么是军属', '哪些人算军属']],
    ['who must, where the clause names who', '街道应当设置就诊窗口。', ['谁应当设置就诊窗口', '街道要设置就诊窗口吗']],
    ['whether one may', '军属可以申请岗位推荐。', ['军属能不能申请岗位推荐', '军属可以申请岗位推荐吗']],
    ['whether one may, with the condition before it', '军属就业确有困难的，可以申请一次岗位推荐。', ['军属就业确有困难能不能申请一次岗位推荐']],
    ['whether it is forbidden', '专项经费不得挪作他用。', ['专项经费能不能挪作他用', '可以挪作他用吗']],
    ['by whom, and by which authority', '标准由市人民政府公布。', ['标准由谁公布', '标准由哪级政府公布']],
    ['who is in charge', '市退役军人事务部门负责具体组织实施。', ['谁负责具体组织实施', '哪个部门负责具体组织实施']],
    ['whether it costs', '退役军人免费乘坐地铁。', ['乘坐地铁要钱吗', '乘坐地铁免费吗']],
    ['whether one gets money', '义务兵家庭每年领取一次慰问金。', ['义务兵家庭有慰问金吗']],
    ['which papers', '申请优待证须携带身份证、户口簿和照片。', ['申请优待证要带什么材料']],
    ['what an article says', '第五条 国家鼓励拥军。', ['第五条规定了什么']],
  ])('%s: %s', (_, text, questions) => {
    for (const question of questions) expect(derivedQuestions(text)).toContain(question);
  });
});

describe('A clause is not asked', () => {
  it.each([
    ['who must, where it says only what must be', '慰问金应当发放。', '谁应当发放'],
    ['who must pay, where the duty is that of the fee', '视同缴费期间应当缴纳的保险费由政府承担。', '谁应当'],
    ['by whom it is ruled that somebody pays', '由用人单位和职工按照国家规定共同缴纳保险费。', '由谁规定'],
    ['with half of an enumeration', '医疗机构应当为参保人员提供合理、必要的医疗服务。', '提供合理吗'],
    ['with a preposition that lost its verb', '可以将城镇居民养老保险和新型农村养老保险合并实施。', '将城镇居民养老保险'],
    ['about a time that is part of its own words', '预备役人员应当按照规定时间到指定地点报到。', '要时间到'],
    ['with the predicate of the clause before as its subject', '工会依法维护职工的合法权益，有权参与重大事项的研究。', '合法权益能不能'],
  ])('%s: %s', (_, text, piece) => {
    expect(derivedQuestions(text).join('\n')).not.toContain(piece);
  });

  it.each(['', '。', '为了规范拥军工作，制定本条例。', '(图)', '\ud800'])('anything where its form says nothing: %j', (text) => {
    expect(derivedQuestions(text)).toEqual([]);
  });
});

describe('The questions of a clause', () => {
  const LONG = '街道应当在十五个工作日内为922个退役军人家庭免费提供五千元慰问金，由市人民政府负责。';

  it(`are at most ${MOST_QUESTIONS} for each clause, each once, and short enough to be asked`, () => {
    const questions = derivedQuestions(LONG);
    expect(questions.length).toBeLessThanOrEqual(2 * MOST_QUESTIONS);
    expect(new Set(questions).size).toBe(questions.length);
    for (const question of questions) expect(question.length).toBeLessThanOrEqual(30);
  });
});
