import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTypes, lacksForm, lacksItems, sameNoun, sameUnit, wantedTypes } from '../../src/core/answer-type.ts';

/** Whether the sentence holds the kind of thing that the question asks for. */
const fits = (question: string, sentence: string): boolean => wantedTypes(question).some((type) => answerTypes(sentence).has(type));

describe('The kind of thing that is asked for', () => {
  it.each([
    ['多久', '几天能办好', '街道应当在十五个工作日内答复。', '街道负责登记。'],
    ['多久', '多长时间给答复', '应当自收到申请之日起三十日内作出决定。', '申请书应当写明姓名。'],
    ['年纪', '多大年纪能参加', '年满十八周岁的公民可以参加。', '公民踊跃参加。'],
    ['日期', '哪一天得的奖', '4月23日,再次荣膺称号。', '再次荣膺称号。'],
    ['日期', '什么时候开始施行', '本条例自2020年8月1日起施行。', '本条例适用于军属。'],
    ['金额', '奖励多少钱', '企业接收军属就业的,给予五千元奖励。', '企业接收军属就业的,给予表扬。'],
    ['金额', '罚多少', '可以并处二百元罚款。', '应当出示证件。'],
    ['比例', '报销百分之几', '报销比例为百分之八十。', '报销在窗口办理。'],
    ['个数', '有多少个服务中心', '建成922个退役军人服务中心。', '建成退役军人服务中心。'],
    ['个数', '一共几条线路', '免费乘坐222条线路。', '免费乘坐公交线路。'],
    ['部门', '归哪个部门管', '由市退役军人事务部门负责。', '军属可以申请。'],
    ['后果', '冒用证件会受什么处罚', '由公安机关给予警告。', '军人免费入园。'],
    ['许可', '军属能不能申请', '军属可以向街道申请。', '街道登记造册。'],
    ['许可', '能挪用经费吗', '专项经费不得挪用。', '专项经费按月拨付。'],
    ['免费', '坐地铁要钱吗', '持优待证免费乘坐地铁。', '持优待证乘坐地铁。'],
    ['含义', '什么是军属', '所称军属,是指军人的配偶。', '军属参加活动。'],
    ['名单', '有哪些优待', '提供参保报销、大病救助、医疗补助。', '提供优待。'],
    ['地方', '去哪里办', '向户籍所在地的街道提出申请。', '当面提出申请。'],
  ])('(%s) “%s”: “%s” holds it, “%s” does not', (_, question, holding, other) => {
    expect(fits(question, holding)).toBe(true);
    expect(fits(question, other)).toBe(false);
  });

  it.each(['乌鲁木齐', '双拥', '', '😀', 'free bus'])('is not told by %s', (question) => {
    expect(wantedTypes(question)).toEqual([]);
  });

  it('is named once, however often it is asked for', () => {
    const wanted = wantedTypes('几天能办好、多少天、在哪里办、要多少钱、归谁管');
    expect(new Set(wanted).size).toBe(wanted.length);
  });

  it('is looked for in any text without failing', () => {
    const piece = fc.oneof(fc.constantFrom('多少', '能', '吗', '由', '负责', '、', '222', '个', '天', '“', '《'), fc.string({ unit: 'binary', maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(typeof fits(pieces.join(''), pieces.reverse().join(''))).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('The form of an answer', () => {
  it.each([
    ['phone', '拨打0991-2345678咨询。', '开通服务热线。'],
    ['documents', '持优待证和身份证办理。', '军人免费入园。'],
    ['amount', '给予五千元奖励。', '给予奖励。'],
    ['howto', '向街道提出申请。', '深受欢迎。'],
    ['hours', '工作日9:00至18:00开放。', '对外开放。'],
  ] as const)('of %s is in “%s” and not in “%s”', (facet, holding, lacking) => {
    expect(lacksForm(facet, holding)).toBe(false);
    expect(lacksForm(facet, lacking)).toBe(true);
  });

  it('is not asked of kinds that no form betrays', () => {
    expect(lacksForm('content', '')).toBe(false);
  });
});

describe('What is counted', () => {
  it.each([
    ['几门', '笔试考几门', '笔试分为3门。', '统一笔试、面试。'],
    ['多少天', '产假有多少天', '享受九十八日产假。', '享受产假。'],
    ['几艘', '编队有几艘军舰', '编队有3艘军舰。', '执行第45批护航任务。'],
  ])('by %s: in “%s” “%s” counts it, “%s” does not', (_, question, counting, other) => {
    expect(sameUnit(question, counting)).toBe(1);
    expect(sameUnit(question, other)).toBe(-1);
  });

  it('has no unit in a question that counts nothing', () => {
    expect(sameUnit('坐公交要钱吗', '222条线路')).toBe(0);
  });

  it('is told apart by its noun: metro lines are not bus lines', () => {
    expect(sameNoun('有几条公交线路', '免费乘坐222条市区公交线路')).toBe(1);
    expect(sameNoun('有几条地铁线路', '免费乘坐222条市区公交线路')).toBeLessThan(0.5);
    expect(sameNoun('坐地铁要钱吗', '没有数字')).toBe(1);
  });
});

describe('A question for which of so many things', () => {
  it.each([
    ['哪30个景区免费', '免首道门票游览30个景区景点', true],
    ['是哪三条', '建成示范街3条', true],
    ['是哪三项', '提供参保报销、大病救助、医疗补助', false],
    ['哪两份杂志', '登上《中国双拥》《中国退役军人》杂志', false],
    ['有多少个景区', '游览30个景区', false],
  ])('%s against “%s”: too few are listed is %s', (question, sentence, lacking) => {
    expect(lacksItems(question, sentence)).toBe(lacking);
  });
});
