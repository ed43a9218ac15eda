import { byWeight, type Random } from './random.ts';

export type Sex = 'male' | 'female';

/** Surnames with their shares in Zhejiang, roughly, in tenths of a percent. */
const SURNAMES =
  '陈85 王70 张56 林45 李42 周38 徐35 吴34 黄32 金28 朱26 叶25 胡22 杨21 沈20 郑20 俞17 何17 潘16 施15 刘15 蒋14 郭13 赵13 孙12 ' +
  '应12 余12 方11 许11 戴10 罗10 章10 楼9 夏9 钱9 马8 谢8 董8 汪8 包7 姚7 邵7 傅7 毛7 江7 洪7 卢6 蔡6 钟6 丁6 杜5 项5 陆5 柳4 ' +
  '冯4 高4 袁4 严4 吕4 诸4 屠3 骆3 虞3 裘3 竺3 邱3 梅3 鲍3 褚2 欧阳1';

/** Characters of given names by the generation that was given them. */
const GENERATIONS: readonly {
  readonly until: number;
  readonly male: string;
  readonly female: string;
  readonly single: number;
}[] = [
  {
    until: 1949,
    male: '根福水生阿祥宝金土法仁寿荣贵发德兴才长财',
    female: '阿凤妹珍英兰秀彩香娥仙月桂花菊莲银招素梅',
    single: 0.05,
  },
  {
    until: 1969,
    male: '建国华军明林伟平忠良文志海永荣富根新庆强',
    female: '秀英芳玉珍兰丽红琴美仙萍娟凤素爱菊华珠芬',
    single: 0.12,
  },
  {
    until: 1989,
    male: '伟军勇斌杰峰波锋涛辉刚平海龙志华建晓俊鹏',
    female: '丽燕芳娟敏霞静玲艳红萍娜琴莉晓海英婷飞雅',
    single: 0.3,
  },
  {
    until: 2004,
    male: '浩宇杰鑫凯晨俊文佳翔超豪天阳毅磊宏泽晓思',
    female: '婷佳怡雅静雨欣思琪梦颖倩慧洁莹晓嘉文露雪',
    single: 0.22,
  },
  {
    until: 9999,
    male: '子轩宇浩然梓涵泽辰睿铭博俊逸晨皓奕航嘉煜',
    female: '子涵梓欣怡诗雨妍可馨语桐若曦思琪奕瑶芷萱',
    single: 0.06,
  },
];

const drawSurname = byWeight(
  SURNAMES.split(' ').map((packed): [string, number] => [packed.replace(/\d+/, ''), Number(packed.replace(/\D+/, ''))]),
);
const characters = new Map(
  GENERATIONS.map((generation) => [generation, { male: [...generation.male], female: [...generation.female] }]),
);

/** A surname by its share of the people. */
export const surname = (random: Random): string => drawSurname(random);

/** A given name as it was given to that sex in that year; invented, like everything here. */
export const givenName = (random: Random, sex: Sex, birthYear: number): string => {
  const generation = GENERATIONS.find(({ until }) => birthYear <= until);
  const pool = generation && characters.get(generation)?.[sex];
  if (pool === undefined) throw new Error('no generation of names');
  const first = random.pick(pool);
  return random.chance(generation?.single ?? 0) ? first : first + random.pick(pool);
};
